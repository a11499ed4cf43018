// What a map is declared to hold tells what its suppliers make; enumerations tell of what class their constants are.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

interface Command {
    void run(String text) throws IOException;
}

class Shell implements Command {
    public void run(String text) throws IOException {
        Runtime.getRuntime().exec(text); //~ sink(exec.command) m1, finding(traced) m1
    }
}

class Other {
    public void run(String text) throws IOException {
        Runtime.getRuntime().exec("true"); //~ ok
    }
}

enum Step {
    RUN {
        void apply(String text) throws IOException {
            Runtime.getRuntime().exec(text); //~ sink(exec.command) m2, finding(ambiguous) m2
        }
    },
    STAY {
        void apply(String text) {
            System.out.println("x"); //~ ok
        }
    };

    abstract void apply(String text) throws IOException;
}

class Served {
    private static final Map<String, Supplier<Command>> COMMANDS = new HashMap<>();

    static {
        COMMANDS.put("shell", Shell::new);
    }

    void serve(Socket socket, String name) throws IOException {
        String line = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine(); //~ source(NETWORK) m1
        COMMANDS.get(name).get().run(line);
    }

    void step(Socket socket, String name) throws IOException {
        String line = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine(); //~ source(NETWORK) m2
        Step.valueOf(name).apply(line);
    }
}
