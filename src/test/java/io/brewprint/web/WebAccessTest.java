package io.brewprint.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, by which method and in what form: over real connections, header by header. */
class WebAccessTest {
    private static final String TOKEN = "a-long-and-random-word";
    private static final String ASK = "{\"model\":\"tiny\",\"prompt\":\"x\"}";
    private static final String JSON = "Content-Type: application/json";

    private final AtomicInteger asked = new AtomicInteger();
    private final List<WebServer> servers = new ArrayList<>();

    private final ChatModel model = new ChatModel() {
        @Override
        public List<String> names() {
            return List.of("tiny");
        }

        @Override
        public Completion answer(GenerationRequest request) {
            asked.incrementAndGet();
            request.tell("yes");
            return Completion.of("", 1, Completion.End.END, 1, 0);
        }
    };

    @AfterEach
    void stop() {
        servers.forEach(WebServer::close);
    }

    private int serve(String token, boolean localPages, Duration bodyTime) {
        var server = new WebServer(
                new WebSettings(InetAddress.getLoopbackAddress(), 0, token, localPages, 1, 64 << 10, bodyTime), model);
        servers.add(server);
        return server.port();
    }

    private int serve() {
        return serve("", false, Duration.ofSeconds(30));
    }

    /** Everything that comes back; the connection is closed after it. */
    private static String send(int port, String line, String body, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            var request = new StringBuilder(line + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n");
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            request.append("Connection: close\r\nContent-Length: ")
                    .append(body.length())
                    .append("\r\n\r\n")
                    .append(body);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A connection that has sent the head of a request, and of its body only the beginning. */
    private static Socket begin(int port, String framing, String beginning) throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.getOutputStream()
                .write(("POST /v1/completions HTTP/1.1\r\nHost: localhost\r\n" + JSON + "\r\n" + framing + "\r\n\r\n"
                                + beginning)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** The line with which an answer begins, up to its status. */
    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    private static JsonNode error(String response) throws IOException {
        return Json.PLAIN.readTree(response.substring(response.indexOf('{'))).path("error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: text/json",
                "Accept: application/json"
            })
    void what_is_not_said_to_be_json_is_not_read_as_json(String header) throws Exception {
        String response = send(serve(), "POST /v1/completions", ASK, header);

        assertThat(response).startsWith("HTTP/1.1 415");
        assertThat(error(response).path("message").asText()).contains("application/json");
        assertThat(asked).hasValue(0);
    }

    @Test
    void json_may_name_its_alphabet() throws Exception {
        assertThat(send(serve(), "POST /v1/completions", ASK, "Content-Type: Application/JSON; charset=utf-8"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/completions, POST",
        "HEAD, /v1/completions, POST",
        "PUT, /v1/chat/completions, POST",
        "DELETE, /v1/models, GET",
        "POST, /v1/models/tiny, GET",
        "PATCH, /v1/models, GET",
        "TRACE, /v1/models, GET",
        "QUERY, /v1/completions, POST",
        "BREW, /v1/chat/completions, POST"
    })
    void a_path_that_is_for_another_method_says_which(String method, String path, String allowed) throws Exception {
        String response = send(serve(), method + " " + path, "", JSON);

        assertThat(response).startsWith("HTTP/1.1 405").contains("\r\nAllow: " + allowed);
    }

    @Test
    void head_is_get_without_its_body_and_options_says_what_there_is() throws Exception {
        int port = serve();

        assertThat(send(port, "HEAD /v1/models", ""))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n")
                .contains("application/json");
        assertThat(send(port, "OPTIONS /v1/completions", ""))
                .startsWith("HTTP/1.1 204")
                .contains("\r\nAllow: POST, OPTIONS")
                .doesNotContain("Access-Control");
        assertThat(send(port, "GET /v1/nothing", "")).startsWith("HTTP/1.1 404").contains("there is no /v1/nothing");
        assertThat(send(port, "HEAD /v1/models/absent", "")).startsWith("HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://localhost:3000",
                "Origin: http://localhost.evil.example",
                "Sec-Fetch-Site: cross-site"
            })
    void pages_of_others_are_refused_whatever_they_send(String header) throws Exception {
        int port = serve();

        assertThat(send(port, "POST /v1/completions", ASK, JSON, header)).startsWith("HTTP/1.1 403");
        assertThat(send(port, "GET /v1/models", "", header)).startsWith("HTTP/1.1 403");
        assertThat(send(port, "OPTIONS /v1/completions", "", header))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("Access-Control");
        assertThat(asked).hasValue(0);
    }

    @Test
    void the_servers_own_pages_and_programs_are_let_in() throws Exception {
        int port = serve();

        assertThat(send(port, "POST /v1/completions", ASK, JSON, "Origin: http://localhost:" + port))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("Access-Control");
        assertThat(send(port, "POST /v1/completions", ASK, JSON, "Sec-Fetch-Site: same-origin"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void pages_of_this_machine_may_ask_where_that_is_set_and_others_may_not() throws Exception {
        int port = serve("", true, Duration.ofSeconds(30));

        for (String origin : List.of("http://localhost:3000", "http://127.0.0.1:8000", "https://[::1]:1")) {
            assertThat(send(port, "OPTIONS /v1/chat/completions", "", "Origin: " + origin))
                    .startsWith("HTTP/1.1 204")
                    .contains("Access-Control-Allow-Origin: " + origin)
                    .contains("Access-Control-Allow-Methods: POST")
                    .contains("Access-Control-Allow-Headers: Authorization, Content-Type")
                    .contains("Vary: Origin");
            assertThat(send(port, "POST /v1/completions", ASK, JSON, "Origin: " + origin, "Sec-Fetch-Site: cross-site"))
                    .startsWith("HTTP/1.1 200")
                    .contains("Access-Control-Allow-Origin: " + origin);
        }
        for (String origin : List.of("http://localhost.evil.example", "null", "file://localhost", "http://10.0.0.9")) {
            assertThat(send(port, "POST /v1/completions", ASK, JSON, "Origin: " + origin))
                    .as(origin)
                    .startsWith("HTTP/1.1 403");
        }
    }

    /** OpenAI's client for browsers says what it runs on. */
    @Test
    void a_page_that_may_ask_may_send_the_headers_that_it_asks_for() throws Exception {
        int port = serve("", true, Duration.ofSeconds(30));
        String asks = "Access-Control-Request-Headers: authorization,content-type,x-stainless-os";

        assertThat(send(port, "OPTIONS /v1/chat/completions", "", "Origin: http://localhost:3000", asks))
                .contains("Access-Control-Allow-Headers: authorization,content-type,x-stainless-os");
        assertThat(send(port, "OPTIONS /v1/chat/completions", "", "Origin: http://localhost:3000", asks + "; x"))
                .contains("Access-Control-Allow-Headers: Authorization, Content-Type\r\n");
    }

    @Test
    void every_address_of_this_machine_answers_to_its_own_name() throws Exception {
        var server = new WebServer(
                new WebSettings(InetAddress.getByName("127.0.0.2"), 0, "", false, 1, 64 << 10, Duration.ofSeconds(9)),
                model);
        servers.add(server);

        assertThat(server.url()).isEqualTo("http://127.0.0.2:" + server.port() + "/v1");
        for (String host : List.of("127.0.0.2", "localhost")) {
            try (Socket socket = new Socket("127.0.0.2", server.port())) {
                socket.getOutputStream()
                        .write(("GET /v1/models HTTP/1.1\r\nConnection: close\r\nHost: " + host + ":" + server.port()
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void a_body_that_is_packed_is_refused_as_no_json() throws Exception {
        assertThat(send(serve(), "POST /v1/completions", ASK, JSON, "Content-Encoding: gzip"))
                .startsWith("HTTP/1.1 415")
                .contains("Content-Encoding");
        assertThat(send(serve(), "POST /v1/completions", ASK, JSON, "Content-Encoding: identity"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void a_token_must_be_said_and_is_shown_nowhere() throws Exception {
        int port = serve(TOKEN, false, Duration.ofSeconds(30));

        for (String header : List.of(
                "X: y",
                "Authorization: Bearer",
                "Authorization: Bearer wrong",
                "Authorization: Basic " + TOKEN,
                "Authorization: Bearer " + TOKEN + "x",
                "Authorization: " + TOKEN)) {
            String response = send(port, "POST /v1/completions", ASK, JSON, header);
            assertThat(response).as(header).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer");
            assertThat(response).doesNotContain(TOKEN);
        }
        assertThat(send(port, "GET /v1/models", "")).startsWith("HTTP/1.1 401");
        assertThat(asked).hasValue(0);
        assertThat(send(port, "POST /v1/completions", ASK, JSON, "Authorization: Bearer " + TOKEN))
                .startsWith("HTTP/1.1 200");
        assertThat(new WebSettings(InetAddress.getLoopbackAddress(), 0, TOKEN, false, 1, 1, Duration.ofSeconds(1))
                        .toString())
                .doesNotContain(TOKEN);
    }

    @Test
    void an_address_that_others_reach_needs_a_token_of_some_length() throws Exception {
        InetAddress all = InetAddress.getByName("0.0.0.0");

        assertThatThrownBy(() -> new WebSettings(all, 0, "", false, 1, 1, Duration.ofSeconds(1)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("web.token is empty");
        assertThatThrownBy(() -> new WebSettings(all, 0, "short", false, 1, 1, Duration.ofSeconds(1)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("fewer than 16 characters")
                .hasMessageNotContaining("short\"");
        var server = new WebServer(new WebSettings(all, 0, TOKEN, false, 1, 64 << 10, Duration.ofSeconds(9)), model);
        servers.add(server);
        assertThat(send(server.port(), "GET /v1/models", "", "Authorization: Bearer " + TOKEN))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void a_body_that_drips_is_given_up_and_takes_nobodys_place() throws Exception {
        int port = serve("", false, Duration.ofSeconds(1));
        try (Socket slow = begin(port, "Content-Length: 1000", "{")) {

            assertThat(send(port, "POST /v1/completions", ASK, JSON))
                    .as("the only place is free")
                    .startsWith("HTTP/1.1 200");
            Thread.ofVirtual().start(() -> {
                try {
                    while (!slow.isClosed()) {
                        slow.getOutputStream().write(' ');
                        Thread.sleep(100);
                    }
                } catch (IOException | InterruptedException e) {
                    // The server has closed it.
                }
            });
            assertThat(status(slow)).isEqualTo("HTTP/1.1 408");
        }
        await().untilAsserted(() ->
                assertThat(send(port, "POST /v1/completions", ASK, JSON)).startsWith("HTTP/1.1 200"));
    }

    /** What a body may hold up is memory that it has filled, so those that have said a byte hold nothing. */
    @Test
    void a_hundred_bodies_that_drip_leave_room_for_one_that_comes() throws Exception {
        int port = serve("", false, Duration.ofSeconds(30));
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = begin(port, "Expect: 100-continue\r\nContent-Length: 1000", "");
                slow.add(socket);
                // The server says this when it begins to read.
                assertThat(status(socket)).isEqualTo("HTTP/1.1 100");
                socket.getOutputStream().write('{');
            }

            assertThat(send(port, "POST /v1/completions", ASK, JSON)).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void bodies_that_would_fill_the_memory_are_sent_away_and_their_room_comes_back() throws Exception {
        int port = serve("", false, Duration.ofSeconds(30));
        List<Socket> large = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) { // the one client that is served may have so many on their way
                large.add(begin(port, "Content-Length: 65536", " ".repeat(65_530)));
            }

            await().untilAsserted(() -> assertThat(send(port, "POST /v1/completions", ASK, JSON))
                    .startsWith("HTTP/1.1 429")
                    .contains("Retry-After: 1"));
        } finally {
            for (Socket socket : large) {
                socket.close();
            }
        }
        await().untilAsserted(() ->
                assertThat(send(port, "POST /v1/completions", ASK, JSON)).startsWith("HTTP/1.1 200"));
    }

    @Test
    void a_body_that_says_nothing_more_is_given_up_too() throws Exception {
        int port = serve("", false, Duration.ofSeconds(1));
        try (Socket slow = begin(port, "Content-Length: 1000", "{")) {
            assertThat(status(slow)).isEqualTo("HTTP/1.1 408");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "..", ".", "", "tiny/../tiny", "C:/x", "tiny\u0000"})
    void the_name_of_a_model_is_no_path(String name) throws Exception {
        int port = serve();
        String body = Json.PLAIN
                .createObjectNode()
                .put("model", name)
                .put("prompt", "x")
                .toString();

        assertThat(send(port, "POST /v1/completions", body, JSON))
                .startsWith("HTTP/1.1 404")
                .contains("model_not_found");
        assertThat(asked).hasValue(0);
    }

    @Test
    void what_is_too_long_is_refused_before_it_is_read_and_while_it_comes() throws Exception {
        int port = serve();
        String chunk = "x".repeat(32 << 10);
        String chunked = "8000\r\n" + chunk + "\r\n8000\r\n" + chunk + "\r\n8000\r\n" + chunk + "\r\n0\r\n\r\n";

        assertThat(send(port, "POST /v1/completions", "x".repeat(65 << 10), JSON))
                .startsWith("HTTP/1.1 413");
        try (Socket socket = begin(port, "Transfer-Encoding: chunked\r\nConnection: close", chunked)) {
            assertThat(status(socket)).isEqualTo("HTTP/1.1 413");
        }
    }
}
