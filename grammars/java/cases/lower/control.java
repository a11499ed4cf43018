class Control {
    String flow(Object input, int kind, Map<String, File> files) throws IOException {
        String result = null;
        if (kind == 1) {
            result = "one";
            log(result);
        } else if (kind == 2)
            result = "two";
        else {
            result = read();
            log(result);
        }
        for (int i = 0; i < kind; i++) {
            result += i;
        }
        for (Map.Entry<String, File> entry : files.entrySet()) {
            use(entry.getKey());
        }
        outer:
        while (kind > 0) {
            do {
                kind--;
                if (kind == 5) break outer;
            } while (kind % 2 == 0);
        }
        switch (kind) {
            case 1:
                result = "a";
            case 2:
                result = "b";
                break;
            default:
                result = "c";
        }
        String named = switch (kind) {
            case 1, 2 -> "low";
            case 3 -> {
                log("three");
                yield read();
            }
            default -> throw new IllegalStateException();
        };
        Object shaped = switch (input) {
            case String text when text.length() > 3 -> text;
            case Point(int x, String label) -> label;
            default -> null;
        };
        try (InputStream in = open(named); in) {
            result = take(in);
        } catch (IOException | RuntimeException error) {
            log(error.getMessage());
        } finally {
            log("done");
        }
        synchronized (this) {
            result = result.trim();
        }
        assert result != null : "null";
        if (!(input instanceof String text)) {
            return null;
        }
        return kind > 0 ? text : result;
    }
}

record Point(int x, String label) {}
