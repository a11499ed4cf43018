// What a variable is that a loop assigns, and what lists, tables and arrays of declared types hold.
// --- path: a/Containers.java ---
package a;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class Retry {
    static OutputStream out;

    // The first value says nothing; the one of a later round does.
    void connect() throws Exception {
        Socket socket = null;
        while (true) {
            socket = new Socket();
            if (socket.isConnected()) {
                break;
            }
        }
        out = socket.getOutputStream(); //~ sink(egress.socket) loop, finding(traced) loop
        out.write(System.getenv("LOOP").getBytes()); //~ source(ENVIRONMENT) loop
    }

    void count() throws Exception {
        Counter counter = null;
        for (int at = 0; at < 3; at++) {
            counter = new Counter();
        }
        counter.getOutputStream().write(System.getenv("NOTHING").getBytes()); //~ ok
    }
}

class Counter {
    OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }
}

interface Command {
    void run(Socket socket, String text) throws Exception;
}

class Send implements Command {
    @Override
    public void run(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes()); //~ sink(egress.socket) table, finding(traced) table, sink(egress.socket) each, finding(traced) each
    }
}

class Keep implements Command {
    @Override
    public void run(Socket socket, String text) {}
}

// A table of commands, filled where it is made and asked elsewhere.
class Table {
    private final Map<String, Send> commands = new HashMap<>();
    private final List<Send> all = new ArrayList<>();
    private final Map<String, Keep> quiet = new HashMap<>();

    void command(Socket socket, String name) throws Exception {
        commands.get(name).run(socket, System.getenv("TABLE")); //~ source(ENVIRONMENT) table
        quiet.get(name).run(socket, System.getenv("QUIET")); //~ ok
    }

    void each(Socket socket) {
        all.forEach(command -> command.run(socket, System.getenv("EACH"))); //~ source(ENVIRONMENT) each
        quiet.values().forEach(command -> command.run(socket, System.getenv("QUIETLY"))); //~ ok
    }
}

// An array that an inner class fills, and something that may be missing.
class Held {
    private Optional<Socket> chosen;

    void array(Runner runner) throws Exception {
        final Socket[] sockets = new Socket[1];
        runner.later(new Runnable() {
            @Override
            public void run() {
                sockets[0] = (Socket) Runner.make();
            }
        });
        sockets[0].getOutputStream().write(System.getenv("ARRAY").getBytes()); //~ source(ENVIRONMENT) array, sink(egress.socket) array, finding(traced) array
        final Counter[] counters = new Counter[1];
        counters[0].getOutputStream().write(System.getenv("COUNTERS").getBytes()); //~ ok
    }

    void optional() throws Exception {
        chosen.get().getOutputStream().write(System.getenv("CHOSEN").getBytes()); //~ source(ENVIRONMENT) chosen, sink(egress.socket) chosen, finding(traced) chosen
    }
}

class Runner {
    static Object make() {
        return null;
    }

    void later(Runnable work) {
        work.run();
    }
}
