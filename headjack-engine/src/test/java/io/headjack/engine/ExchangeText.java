package io.headjack.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exchanges as text that a person can read: {@code >>} request, {@code >} its bytes, {@code <<} status and headers, {@code <}
 * the answer's bytes, {@code >} after a status what went into a stream. Lines are joined without a break; what would not
 * show is written {@code %XX}.
 */
final class ExchangeText {
    private static final int USUAL_WIDTH = 90;
    private static final int WIDEST = 120;

    private ExchangeText() {}

    static String write(List<String> remarks, List<Exchange> exchanges) {
        StringBuilder text = new StringBuilder();
        remarks.forEach(remark -> text.append("# ").append(remark).append('\n'));
        for (Exchange exchange : exchanges) {
            text.append("\n>> ").append(exchange.request()).append('\n');
            bytes(text, "> ", exchange.body());
            text.append("<< ").append(exchange.status()).append('\n');
            exchange.headers()
                    .forEach((name, value) -> text.append("<< ")
                            .append(name)
                            .append(": ")
                            .append(value)
                            .append('\n'));
            bytes(text, "> ", exchange.input());
            bytes(text, "< ", exchange.answer());
        }
        return text.toString();
    }

    static List<Exchange> read(String text) {
        List<Exchange> exchanges = new ArrayList<>();
        Reading reading = null;
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(">> ")) {
                if (reading != null) {
                    exchanges.add(reading.exchange());
                }
                reading = new Reading(line.substring(3));
            } else if (reading != null && !line.isEmpty()) {
                reading.accept(line);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IllegalArgumentException("before the first request stands: " + line);
            }
        }
        if (reading != null) {
            exchanges.add(reading.exchange());
        }
        return exchanges;
    }

    private static void bytes(StringBuilder text, String mark, String bytes) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            boolean last = i + 1 == bytes.length() || isEnd(c, line.length());
            // A space at the end of a line is what editors take away.
            boolean shows = c >= (last ? '!' : ' ') && c < 0x7f && c != '%';
            line.append(shows ? String.valueOf(c) : String.format("%%%02X", (int) c));
            if (last) {
                text.append(mark).append(line).append('\n');
                line.setLength(0);
            }
        }
    }

    /** Breaks JSON behind a comma, as long as there is one. */
    private static boolean isEnd(char c, int width) {
        return c == '\n' || (c == ',' && width >= USUAL_WIDTH) || width >= WIDEST;
    }

    private static String unescape(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(ISO_8859_1);
    }

    /** The exchange whose lines are being read. */
    private static final class Reading {
        private final String request;
        private final StringBuilder body = new StringBuilder();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final StringBuilder input = new StringBuilder();
        private final StringBuilder answer = new StringBuilder();
        private int status;

        Reading(String request) {
            this.request = request;
        }

        void accept(String line) {
            if (line.startsWith("<< ") && status == 0) {
                status = Integer.parseInt(line.substring(3));
            } else if (line.startsWith("<< ")) {
                String[] header = line.substring(3).split(": ", 2);
                headers.put(header[0], header[1]);
            } else if (line.startsWith("> ")) {
                (status == 0 ? body : input).append(unescape(line.substring(2)));
            } else if (line.startsWith("< ")) {
                answer.append(unescape(line.substring(2)));
            } else {
                throw new IllegalArgumentException("neither request nor answer: " + line);
            }
        }

        Exchange exchange() {
            return new Exchange(request, body.toString(), status, headers, input.toString(), answer.toString());
        }
    }
}
