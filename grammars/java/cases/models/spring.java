// Spring: RestTemplate, RestClient, WebClient, mail, JDBC and what controllers get and give.
package app;

import java.io.File;
import java.io.InputStream;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.core.io.*;
import org.springframework.http.*;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.*;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

class Spring {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void post() {
        rest.postForObject("https://post.collector.example/u", System.getenv("T"), String.class); //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1, capability(NETWORK), endpoint("https://post.collector.example/u")
        rest.postForObject(U, "x", String.class); //~ ok
    }

    void get() {
        Runtime.getRuntime().exec(rest.getForObject("https://get.collector.example/u", String.class)); //~ source(NETWORK) f2, sink(exec.command) f2, finding(traced) f2, endpoint("https://get.collector.example/u")
        rest.getForObject(U + "?v=1", String.class); //~ ok
    }

    void put() {
        rest.put(U, System.getenv("T")); //~ source(ENVIRONMENT) f3, sink(egress.http) f3, finding(traced) f3
        rest.put(U, "x"); //~ ok
    }

    void exchange() {
        HttpEntity<String> entity = new HttpEntity<>(System.getenv("T")); //~ source(ENVIRONMENT) f4
        rest.exchange(U, HttpMethod.POST, entity, String.class); //~ sink(egress.http) f4, finding(traced) f4
        rest.exchange(U, HttpMethod.POST, new HttpEntity<>("x"), String.class); //~ ok
    }

    void headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.add("X-Token", System.getenv("T")); //~ source(ENVIRONMENT) f5
        rest.exchange(U, HttpMethod.GET, new HttpEntity<>(headers), String.class); //~ sink(egress.http) f5, finding(traced) f5
        new HttpHeaders().add("X-Version", "1"); //~ ok
    }

    ResponseEntity<String> answered() {
        return ResponseEntity.ok(System.getenv("T")); //~ source(ENVIRONMENT) f6, sink(egress.http) f6, finding(traced) f6
    }

    ResponseEntity<String> answeredBody() {
        return ResponseEntity.status(200).body(System.getenv("T")); //~ source(ENVIRONMENT) f7, sink(egress.http) f7, finding(traced) f7
    }

    ResponseEntity<String> answeredHeader() {
        return ResponseEntity.status(200).header("X-Token", System.getenv("T")).body("x"); //~ source(ENVIRONMENT) f8, sink(egress.http) f8, finding(traced) f8
    }

    ResponseEntity<String> answeredConstant() {
        ResponseEntity.ok("x"); //~ ok
        return ResponseEntity.status(200).header("X-Version", "1").body("x"); //~ ok
    }

    void entity(ResponseEntity<String> entity) {
        Runtime.getRuntime().exec(rest.getForEntity(U, String.class).toString()); //~ source(NETWORK) f9, sink(exec.command) f9, finding(traced) f9
    }

    void entityBody() {
        ResponseEntity<String> entity = new ResponseEntity<>(System.getenv("T"), HttpStatus.OK); //~ source(ENVIRONMENT) f10
        rest.postForObject(U, entity.getBody(), String.class); //~ sink(egress.http) f10, finding(traced) f10
        rest.postForObject(U, entity.getStatusCode(), String.class); //~ ok
        rest.postForObject(U, new ResponseEntity<>("x", HttpStatus.OK).getBody(), String.class); //~ ok
    }

    void file() {
        rest.postForObject(U, new FileSystemResource("/etc/passwd"), String.class); //~ source(FILE) f11, sink(egress.http) f11, finding(traced) f11, capability(FILES)
        rest.postForObject(U, new FileSystemResource("/etc/passwd") == null, String.class); //~ ok
    }

    void bytes() {
        Resource resource = new ByteArrayResource(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f12
        rest.postForObject(U, resource.getInputStream().readAllBytes(), String.class); //~ sink(egress.http) f12, finding(traced) f12
        rest.postForObject(U, new ByteArrayResource(new byte[1]).getInputStream(), String.class); //~ ok
    }

    void uploaded(MultipartFile file) {
        Runtime.getRuntime().exec(file.getOriginalFilename()); //~ source(NETWORK) f13, sink(exec.command) f13, finding(traced) f13
        rest.postForObject(U, file.getOriginalFilename() == null, String.class); //~ ok
    }

    void uploadedStream(MultipartFile file) {
        Runtime.getRuntime().exec(new String(file.getInputStream().readAllBytes())); //~ source(NETWORK) f14, sink(exec.command) f14, finding(traced) f14
        rest.postForObject(U, file.getInputStream().available(), String.class); //~ ok
    }

    void uploadedTo(MultipartFile file) {
        File to = new File("/tmp/jm-up");
        file.transferTo(to); //~ source(NETWORK) f15, capability(FILE_WRITE)
        Runtime.getRuntime().exec(new String(new java.io.FileInputStream(to).readAllBytes())); //~ sink(exec.command) f15, finding(traced) f15
        file.transferTo(new File("/tmp/jm-up2")); //~ ok
    }

    void client() {
        WebClient client = WebClient.create("https://wc.collector.example");
        client.post().uri("/u").contentType(null).bodyValue(System.getenv("T")).retrieve(); //~ source(ENVIRONMENT) f16, sink(egress.http) f16, finding(traced) f16, capability(NETWORK), endpoint("https://wc.collector.example")
    }

    void clientUri(WebClient client) {
        client.get().uri(U + System.getenv("T")).retrieve(); //~ source(ENVIRONMENT) f17, sink(egress.http) f17, finding(traced) f17
    }

    void clientBuilt() {
        WebClient client = WebClient.builder().baseUrl("https://wcb.collector.example").defaultHeader("X-Token", System.getenv("T")).build(); //~ source(ENVIRONMENT) f18
        client.get().retrieve(); //~ sink(egress.http) f18, finding(traced) f18, endpoint("https://wcb.collector.example")
    }

    void clientAnswer(WebClient client) {
        client.get().retrieve().bodyToMono(String.class).subscribe(text -> { //~ source(NETWORK) f19
            Runtime.getRuntime().exec(text); //~ sink(exec.command) f19, finding(traced) f19
        });
    }

    void clientConstants() {
        WebClient client = WebClient.create("https://wc.collector.example"); //~ ok
        client.post().uri("/u").contentType(null).bodyValue("x").retrieve(); //~ ok
        WebClient other = WebClient.builder().baseUrl("https://wcb.collector.example").defaultHeader("X-Version", "1").build(); //~ ok
        rest.postForObject(U, other.get().retrieve().bodyToMono(String.class) == null, String.class); //~ ok
        other.get().retrieve().bodyToMono(String.class).subscribe(text -> {}); //~ ok
    }

    void monoBlocked() {
        rest.postForObject(U, Mono.just(System.getenv("T")).block(), String.class); //~ source(ENVIRONMENT) f20, sink(egress.http) f20, finding(traced) f20
        rest.postForObject(U, Mono.just("x").block(), String.class); //~ ok
    }

    void monoMapped() {
        rest.postForObject(U, Mono.just(System.getenv("T")).timeout(null).map(text -> text.trim()).block(), String.class); //~ source(ENVIRONMENT) f21, sink(egress.http) f21, finding(traced) f21
        rest.postForObject(U, Mono.just("x").timeout(null).map(text -> text.trim()).block(), String.class); //~ ok
    }

    void monoCalled() {
        rest.postForObject(U, Mono.fromCallable(() -> System.getenv("T")).block(), String.class); //~ source(ENVIRONMENT) f22, sink(egress.http) f22, finding(traced) f22
        rest.postForObject(U, Mono.fromCallable(() -> "x").block(), String.class); //~ ok
    }

    void database(JdbcTemplate jdbc) {
        List<String> names = jdbc.queryForList("select name from users", String.class); //~ source(DATABASE) f23, capability(DATABASE)
        rest.postForObject(U, names, String.class); //~ sink(egress.http) f23, finding(traced) f23
        rest.postForObject(U, jdbc.queryForList("select name from users", String.class) == null, String.class); //~ ok
    }

    void mail(MailSender sender) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setText(System.getenv("T")); //~ source(ENVIRONMENT) f24
        sender.send(message); //~ sink(egress.mail) f24, finding(traced) f24, capability(MAIL)
    }

    void mailHelper(JavaMailSender sender) {
        var message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true);
        helper.setText(System.getenv("T")); //~ source(ENVIRONMENT) f25
        sender.send(message); //~ sink(egress.mail) f25, finding(traced) f25
    }

    void mailConstants(JavaMailSender sender) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setText("x"); //~ ok
        sender.send(message); //~ ok
        new MimeMessageHelper(sender.createMimeMessage(), true).setText("x"); //~ ok
    }

    void configured(Environment environment) {
        rest.postForObject(U, environment.getProperty("db.password").trim(), String.class); //~ source(ENVIRONMENT) f26, sink(egress.http) f26, finding(traced) f26, capability(ENVIRONMENT)
        rest.postForObject(U, environment.getProperty("db.password") == null, String.class); //~ ok
    }
}

@RestController
class Routes {
    @GetMapping("/file") //~ sink(egress.http) froute, finding(traced) froute, capability(NETWORK)
    byte[] file(@RequestParam String path) {
        return java.nio.file.Files.readAllBytes(java.nio.file.Paths.get(path)); //~ source(FILE) froute
    }

    @PostMapping("/run") //~ source(NETWORK) froute3
    void run(@RequestBody String command) {
        Runtime.getRuntime().exec(command); //~ sink(exec.command) froute3, finding(traced) froute3
    }

    @GetMapping("/pong") //~ ok
    String pong() { return "pong"; }

    byte[] notRouted(String path) {
        return java.nio.file.Files.readAllBytes(java.nio.file.Paths.get("/etc/passwd")); //~ ok
    }
}
