package io.brewprint.web;

import io.brewprint.web.ChatModel.Refused;
import io.brewprint.web.ChatModel.Refused.Why;
import io.javalin.http.Context;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. On the loopback interface a request must name this machine in its Host header, so that no page of
 * another site reaches the server through a name of its own; a page is let in only if it comes from the server itself,
 * or from this machine where that is allowed; and where there is a token, it must be said.
 */
final class WebAccess {
    private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "bearer ";
    private static final Pattern HEADERS = Pattern.compile("[A-Za-z0-9-]+( ?, ?[A-Za-z0-9-]+){0,63}");

    private final boolean loopback;
    private final Set<String> names;
    private final boolean localPages;
    private final byte[] token;

    WebAccess(WebSettings settings) {
        loopback = settings.address().isLoopbackAddress();
        names = new HashSet<>(NAMES);
        names.add(settings.host()); // 127.0.0.2 is this machine too
        localPages = settings.localPages();
        token = settings.token().getBytes(StandardCharsets.UTF_8);
    }

    /** Lets a request in, with the headers that its page needs to read the answer. */
    void admit(Context context) throws Refused {
        String host = String.valueOf(context.header("Host")).toLowerCase(Locale.ROOT);
        if (loopback && !names.contains(withoutPort(host))) {
            throw new Refused(Why.FOREIGN, "this server answers to localhost alone, not to \"" + host + "\"");
        }
        String origin = context.header("Origin");
        boolean own = origin != null && origin.equalsIgnoreCase("http://" + host);
        boolean local = origin != null && localPages && isLocal(origin);
        if (origin != null && !own && !local) {
            throw new Refused(
                    Why.FOREIGN,
                    "pages of " + origin
                            + " may not ask here; web.cors in pipeline_config.json lets pages of this machine");
        }
        if (origin == null && "cross-site".equalsIgnoreCase(context.header("Sec-Fetch-Site"))) {
            throw new Refused(Why.FOREIGN, "pages of other sites may not ask here");
        }
        if (local) {
            context.header("Access-Control-Allow-Origin", String.valueOf(origin))
                    .header("Vary", "Origin");
        }
        // A browser asks beforehand without the token.
        if (!context.method().name().equals("OPTIONS") && token.length > 0 && !says(context.header("Authorization"))) {
            context.header("WWW-Authenticate", "Bearer");
            throw new Refused(Why.TOKEN, "say the token of web.token: Authorization: Bearer TOKEN");
        }
    }

    /** Tells a browser what a page that was let in may send; it asks before it sends anything but the plainest. */
    static void preflight(Context context, String methods) {
        if (context.res().getHeader("Access-Control-Allow-Origin") != null) {
            // OpenAI's own client for browsers sends a handful of headers that only say what it runs on.
            String wanted = context.header("Access-Control-Request-Headers");
            boolean plain = wanted != null && HEADERS.matcher(wanted).matches();
            context.header("Access-Control-Allow-Methods", methods)
                    .header(
                            "Access-Control-Allow-Headers",
                            plain ? String.valueOf(wanted) : "Authorization, Content-Type")
                    .header("Access-Control-Max-Age", "600");
        }
    }

    /** In the same time whatever is said, so that nobody learns the token letter by letter. */
    private boolean says(@Nullable String header) {
        boolean bearer = header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER);
        String said =
                bearer && header != null ? header.substring(BEARER.length()).strip() : "";
        return MessageDigest.isEqual(token, said.getBytes(StandardCharsets.UTF_8));
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d+$", "");
    }

    private static boolean isLocal(String origin) {
        try {
            URI uri = new URI(origin);
            String host = uri.getHost();
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && host != null && NAMES.contains(host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
