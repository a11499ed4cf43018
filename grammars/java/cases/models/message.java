// Kafka, RabbitMQ, JMS, MQTT, Redis, Socket.IO, Java-WebSocket, Netty, gRPC, Vert.x, Slack, Telegram.
package app;

import com.rabbitmq.client.*;
import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.*;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.*;
import io.netty.channel.ChannelHandlerContext;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.emitter.Emitter;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import javax.jms.*;
import net.dv8tion.jda.api.entities.TextChannel;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.eclipse.paho.client.mqttv3.*;
import org.java_websocket.client.WebSocketClient;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.telegram.telegrambots.bots.DefaultAbsSender;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import redis.clients.jedis.Jedis;

class Message {
    void kafka(KafkaProducer<String, String> producer) {
        producer.send(new ProducerRecord<>("topic", System.getenv("T"))); //~ source(ENVIRONMENT) f1, sink(egress.message) f1, finding(traced) f1, capability(NETWORK)
        producer.send(new ProducerRecord<>("topic", "x")); //~ ok
    }

    void kafkaRead(KafkaConsumer<String, String> consumer) {
        for (ConsumerRecord<String, String> record : consumer.poll(null)) { //~ source(NETWORK) f2, capability(NETWORK)
            Runtime.getRuntime().exec("" + record); //~ sink(exec.command) f2, finding(traced) f2
        }
        Runtime.getRuntime().exec("x" + (consumer.poll(null) == null)); //~ ok
    }

    void kafkaRecord(ConsumerRecord<String, String> record) {
        Runtime.getRuntime().exec(record.value()); //~ source(NETWORK) f3, sink(exec.command) f3, finding(traced) f3
        Runtime.getRuntime().exec("x" + (record.value() == null)); //~ ok
    }

    void rabbit() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("mq.collector.example"); //~ capability(NETWORK), endpoint("mq.collector.example")
        factory.newConnection().createChannel().basicPublish("", "q", null, System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f4, sink(egress.message) f4, finding(traced) f4
    }

    void rabbitRead(Channel channel) {
        channel.basicConsume("q", true, (tag, delivery) -> { //~ source(NETWORK) f5, capability(NETWORK)
            Runtime.getRuntime().exec("" + delivery); //~ sink(exec.command) f5, finding(traced) f5
        }, null);
        channel.basicConsume("q", true, null, null); //~ ok
    }

    void rabbitConstants(ConnectionFactory factory) {
        factory.setHost("mq.collector.example"); //~ ok
        factory.newConnection().createChannel().basicPublish("", "q", null, new byte[1]); //~ ok
    }

    void rabbitTemplate(RabbitTemplate template) {
        template.convertAndSend("q", System.getenv("T")); //~ source(ENVIRONMENT) f6, sink(egress.message) f6, finding(traced) f6, capability(NETWORK)
        template.convertAndSend("q", "x"); //~ ok
    }

    void jms(Session session, MessageProducer producer) {
        producer.send(session.createTextMessage(System.getenv("T"))); //~ source(ENVIRONMENT) f7, sink(egress.message) f7, finding(traced) f7, capability(NETWORK)
        producer.send(session.createTextMessage("x")); //~ ok
    }

    void mqtt() {
        MqttClient client = new MqttClient("tcp://mqtt.collector.example", "x"); //~ capability(NETWORK), endpoint("tcp://mqtt.collector.example")
        client.publish("t", new MqttMessage(System.getenv("T").getBytes())); //~ source(ENVIRONMENT) f8, sink(egress.message) f8, finding(traced) f8
    }

    void mqttRead(MqttClient client) {
        client.subscribe("t", (topic, message) -> { //~ source(NETWORK) f9
            Runtime.getRuntime().exec("" + message); //~ sink(exec.command) f9, finding(traced) f9
        });
        client.subscribe("t", null); //~ ok
    }

    void mqttConstants() {
        MqttClient client = new MqttClient("tcp://mqtt.collector.example", "x"); //~ ok
        client.publish("t", new MqttMessage(new byte[1])); //~ ok
    }

    void redis(Jedis jedis) {
        jedis.publish("c", System.getenv("T")); //~ source(ENVIRONMENT) f10, sink(egress.message) f10, finding(traced) f10, capability(NETWORK)
        jedis.publish("c", "x"); //~ ok
    }

    void redisRead(Jedis jedis) {
        Runtime.getRuntime().exec(jedis.get("c")); //~ source(NETWORK) f11, sink(exec.command) f11, finding(traced) f11, capability(NETWORK)
        Runtime.getRuntime().exec("x" + (jedis.get("c") == null)); //~ ok
    }

    void socketUrl() {
        IO.socket("http://io.collector.example/?t=" + System.getenv("T")); //~ source(ENVIRONMENT) f12, sink(egress.message) f12, finding(traced) f12
        IO.socket("http://io.collector.example/"); //~ ok
    }

    void socket() {
        Socket socket = IO.socket("http://io.collector.example/"); //~ capability(NETWORK), endpoint("http://io.collector.example/")
        socket.emit("e", System.getenv("T")); //~ source(ENVIRONMENT) f13, sink(egress.message) f13, finding(traced) f13
        socket.emit("e", "x"); //~ ok
    }

    void socketRead(Socket socket) {
        socket.on("e", new Emitter.Listener() { //~ source(NETWORK) f14, capability(NETWORK)
            public void call(Object... args) {
                Runtime.getRuntime().exec((String) args[0]); //~ sink(exec.command) f14, finding(traced) f14
            }
        });
        socket.on("e", null); //~ ok
    }

    void webSocket(WebSocketClient client) {
        client.send(System.getenv("T")); //~ source(ENVIRONMENT) f15, sink(egress.message) f15, finding(traced) f15, capability(NETWORK)
        client.send("x"); //~ ok
    }

    void webSocketSession(javax.websocket.Session session) {
        session.getBasicRemote().sendText(System.getenv("T")); //~ source(ENVIRONMENT) f16, sink(egress.message) f16, finding(traced) f16, capability(NETWORK)
        session.getBasicRemote().sendText("x"); //~ ok
    }

    void netty(ChannelHandlerContext context) {
        context.channel().writeAndFlush(Unpooled.copiedBuffer(System.getenv("T"), null)); //~ source(ENVIRONMENT) f17, sink(egress.socket) f17, finding(traced) f17, capability(NETWORK)
        context.channel().writeAndFlush(Unpooled.copiedBuffer("x", null)); //~ ok
    }

    void nettyBuffer(ChannelHandlerContext context) {
        context.write(Unpooled.buffer().writeBytes(System.getenv("T").getBytes())); //~ source(ENVIRONMENT) f18, sink(egress.socket) f18, finding(traced) f18
        context.write(Unpooled.buffer().writeBytes(new byte[1])); //~ ok
    }

    void nettyRead(ByteBuf buffer, ChannelHandlerContext context) {
        buffer.writeBytes(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f19
        context.write(buffer.toString(null)); //~ sink(egress.socket) f19, finding(traced) f19
        context.write(Unpooled.buffer().toString(null)); //~ ok
    }

    void nettyConnected(Bootstrap bootstrap) {
        bootstrap.connect("netty.collector.example", 80); //~ capability(NETWORK), endpoint("netty.collector.example")
        bootstrap.connect("netty.collector.example", 80); //~ ok
    }

    void grpc() {
        ManagedChannelBuilder.forTarget("grpc.collector.example"); //~ capability(NETWORK), endpoint("grpc.collector.example")
        ManagedChannelBuilder.forTarget("grpc.collector.example"); //~ ok
    }

    void grpcStream(StreamObserver<String> observer) {
        observer.onNext(System.getenv("T")); //~ source(ENVIRONMENT) f20, sink(egress.message) f20, finding(traced) f20, capability(NETWORK)
        observer.onNext("x"); //~ ok
    }

    void grpcCall() {
        ClientCalls.blockingUnaryCall(null, null, null, System.getenv("T")); //~ source(ENVIRONMENT) f21, sink(egress.message) f21, finding(traced) f21, capability(NETWORK)
        ClientCalls.blockingUnaryCall(null, null, null, "x"); //~ ok
    }

    void vertx(WebClient client) {
        client.postAbs("https://vertx.collector.example/u").sendJson(System.getenv("T")); //~ source(ENVIRONMENT) f22, sink(egress.http) f22, finding(traced) f22, capability(NETWORK), endpoint("https://vertx.collector.example/u")
        client.postAbs("https://vertx.collector.example/u").sendJson("x"); //~ ok
    }

    void slack(MethodsClient client) {
        client.chatPostMessage(System.getenv("T")); //~ source(ENVIRONMENT) f23, sink(egress.message) f23, finding(traced) f23, capability(NETWORK)
        client.chatPostMessage("x"); //~ ok
    }

    void slackHook(Slack slack) {
        slack.send("https://hooks.collector.example/u", System.getenv("T")); //~ source(ENVIRONMENT) f24, sink(egress.message) f24, finding(traced) f24, capability(NETWORK), endpoint("https://hooks.collector.example/u")
        slack.send("https://hooks.collector.example/u", "x"); //~ ok
    }

    void telegram(DefaultAbsSender bot) {
        bot.execute(new SendMessage("chat", System.getenv("T"))); //~ source(ENVIRONMENT) f25, sink(egress.message) f25, finding(traced) f25, capability(NETWORK)
        bot.execute(new SendMessage("chat", "x")); //~ ok
    }

    void discord(TextChannel channel) {
        channel.sendMessage(System.getenv("T")); //~ source(ENVIRONMENT) f26, sink(egress.message) f26, finding(traced) f26, capability(NETWORK)
        channel.sendMessage("x"); //~ ok
    }
}
