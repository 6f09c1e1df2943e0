package io.brewprint.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A client that can do what well-behaved ones do not: leave in the middle, send ahead, read nothing. */
final class RawClient implements AutoCloseable {
    final Socket socket;
    final BufferedReader in;

    RawClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    static String chat(String text, int tokens, boolean stream) {
        return "{\"model\":\"tiny\",\"max_tokens\":" + tokens + ",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }

    void post(String body) throws IOException {
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                                + "Content-Type: application/json\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** The next line that begins so, without that beginning. */
    String line(String beginning) throws IOException {
        String line = in.readLine();
        while (!line.startsWith(beginning)) {
            line = in.readLine();
        }
        return line.substring(beginning.length());
    }

    /** The next response: its status line and its body of ASCII, as chunks where it comes in chunks. */
    List<String> response() throws IOException {
        String status = line("HTTP/1.1 ");
        int length = -1;
        for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < length; i++) {
            body.append((char) in.read());
        }
        for (String line = length < 0 ? in.readLine() : "0"; !line.equals("0"); line = in.readLine()) {
            body.append(line).append('\n');
        }
        return List.of(status, body.toString());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
