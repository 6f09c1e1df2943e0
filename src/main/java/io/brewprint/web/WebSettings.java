package io.brewprint.web;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * How the server listens.
 *
 * @param port to listen on, 0 for any free one
 * @param token what requests must say, empty for none
 * @param localPages whether pages of other servers of this machine may ask
 * @param clients requests answered at once
 * @param maxBodyBytes longest request body
 * @param bodyTime in which a body must have arrived
 */
public record WebSettings(
        InetAddress address,
        int port,
        String token,
        boolean localPages,
        int clients,
        long maxBodyBytes,
        Duration bodyTime) {
    private static final int SHORTEST_TOKEN = 16;

    /** Refuses what would let others in unasked. */
    public WebSettings {
        if (!token.isEmpty()
                && (token.length() < SHORTEST_TOKEN || token.chars().anyMatch(Character::isWhitespace))) {
            throw refusal(
                    "web.token has fewer than " + SHORTEST_TOKEN + " characters, or a blank",
                    "write a long random word");
        }
        if (token.isEmpty() && !address.isLoopbackAddress()) {
            throw refusal(
                    "web.address " + address.getHostAddress() + " is reached by other machines, and web.token is empty",
                    "write a long random word as web.token, or 127.0.0.1 as web.address");
        }
    }

    /**
     * As the configuration says.
     *
     * @throws Fault for an address that is none, or that others reach without a token
     */
    public static WebSettings of(PipelineConfig.Web web) {
        InetAddress address;
        try {
            address = InetAddress.getByName(web.address());
        } catch (UnknownHostException e) {
            throw refusal("web.address \"" + web.address() + "\" is no address", "write 127.0.0.1");
        }
        return new WebSettings(
                address,
                web.port(),
                web.token(),
                web.cors().equals("loopback"),
                web.clients(),
                web.maxBodyKib() * 1024L,
                Duration.ofSeconds(web.bodySeconds()));
    }

    /** On the loopback interface alone, without a token. */
    public static WebSettings local(int port, long maxBodyBytes, int clients) {
        return new WebSettings(
                InetAddress.getLoopbackAddress(), port, "", false, clients, maxBodyBytes, Duration.ofSeconds(30));
    }

    private static Fault refusal(String what, String remedy) {
        return new Fault(ErrorCategory.BAD_INPUT, "web_address", what, Where.in("pipeline_config.json"), remedy);
    }

    /** The address as a URL has it: IPv6 in brackets. */
    String host() {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }

    /** Never with the token. */
    @Override
    public String toString() {
        return "WebSettings[" + address + ":" + port + "]";
    }
}
