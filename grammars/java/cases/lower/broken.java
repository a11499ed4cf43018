public class Broken {
    void f() {
        send(secret;
        int x = ;
    }

    void g( {
        read("p");
    }
