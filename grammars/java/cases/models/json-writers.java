package writers;

import android.util.JsonWriter;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.OutputStreamWriter;
import java.net.Socket;
import org.apache.commons.csv.CSVPrinter;
import org.msgpack.core.MessagePack;

class Writers {
    Socket socket;
    Socket other;

    void gson() {
        JsonWriter json = new JsonWriter(new OutputStreamWriter(socket.getOutputStream())); //~ sink(egress.socket) w1, finding(environment-exfiltration, traced) w1
        json.beginObject().name("a").value(System.getenv("A")); //~ source(ENVIRONMENT) w1
    }

    void gsonConstant() {
        JsonWriter json = new JsonWriter(new OutputStreamWriter(other.getOutputStream()));
        json.beginObject().name("a").value("nothing"); //~ ok
    }

    void csv() {
        CSVPrinter table = new CSVPrinter(new OutputStreamWriter(socket.getOutputStream())); //~ sink(egress.socket) w2, finding(environment-exfiltration, traced) w2
        table.printRecord("a", System.getenv("B")); //~ source(ENVIRONMENT) w2
    }

    void csvConstant() {
        CSVPrinter table = new CSVPrinter(new OutputStreamWriter(other.getOutputStream()));
        table.printRecord("a", "nothing"); //~ ok
    }

    void moshi() {
        com.squareup.moshi.JsonWriter.of(socket.getOutputStream()).value(System.getenv("M")); //~ source(ENVIRONMENT) w5, sink(egress.socket) w5, finding(environment-exfiltration, traced) w5
        com.squareup.moshi.JsonWriter.of(other.getOutputStream()).value("nothing"); //~ ok
    }

    void packed() {
        MessagePack.newDefaultPacker(socket.getOutputStream()).packString(System.getenv("P")); //~ source(ENVIRONMENT) w6, sink(egress.socket) w6, finding(environment-exfiltration, traced) w6
        MessagePack.newDefaultPacker(other.getOutputStream()).packString("nothing"); //~ ok
    }

    void jackson(JsonFactory factory) {
        JsonGenerator json = factory.createGenerator(socket.getOutputStream()); //~ sink(egress.socket) w3, finding(environment-exfiltration, traced) w3
        json.writeStringField("a", System.getenv("C")); //~ source(ENVIRONMENT) w3
    }

    void jacksonMade(JsonFactory factory) {
        factory.createGenerator(socket.getOutputStream()).writeString(System.getenv("D")); //~ source(ENVIRONMENT) w7, sink(egress.socket) w7, finding(environment-exfiltration, traced) w7
        factory.createGenerator(other.getOutputStream()).writeString("nothing"); //~ ok
    }

    void dsl(com.dslplatform.json.JsonWriter made, com.dslplatform.json.JsonWriter json) {
        made.writeString(System.getenv("E")); //~ source(ENVIRONMENT) w4
        json.reset(socket.getOutputStream()); //~ sink(egress.socket) w4, finding(environment-exfiltration, traced) w4
        json.writeAscii(made.toByteArray());
    }

    void dslConstant(com.dslplatform.json.JsonWriter made, com.dslplatform.json.JsonWriter json) {
        json.reset(other.getOutputStream()); //~ ok
        json.writeString("nothing"); //~ ok
        other.getOutputStream().write(made.toByteArray()); //~ ok
    }
}
