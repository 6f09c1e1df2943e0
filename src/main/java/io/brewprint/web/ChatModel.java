package io.brewprint.web;

import io.brewprint.config.Fault;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import java.util.List;

/** What answers requests: models by name, each call in a thread of its own. */
public interface ChatModel {
    /** A request that gets no answer; the message says why in a line, and what to do. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private static final int MOST = 600;
        private static final int MOST_QUOTED = 80;

        /** What is wrong, by HTTP's status and OpenAI's type of error. */
        public enum Why {
            /** The request. */
            REQUEST(400, "invalid_request_error"),
            /** The token that others need is missing or wrong. */
            TOKEN(401, "invalid_request_error"),
            /** Whoever asks may not. */
            FOREIGN(403, "invalid_request_error"),
            /** No model has that name. */
            NO_MODEL(404, "invalid_request_error"),
            /** There is nothing at that place. */
            NO_PATH(404, "invalid_request_error"),
            /** There is something, but not for that method. */
            NO_METHOD(405, "invalid_request_error"),
            /** The request did not arrive in time. */
            LATE(408, "invalid_request_error"),
            /** The request is longer than is read. */
            LONG(413, "invalid_request_error"),
            /** The request is not said to be JSON. */
            NO_JSON(415, "invalid_request_error"),
            /** Too many ask at once. */
            CROWD(429, "rate_limit_error"),
            /** The client left. */
            GONE(499, "invalid_request_error"),
            /** The model. */
            MODEL(500, "server_error"),
            /** The model does something else for a while. */
            BUSY(503, "server_error");

            private final int status;
            private final String type;

            Why(int status, String type) {
                this.status = status;
                this.type = type;
            }

            int status() {
                return status;
            }

            String type() {
                return type;
            }
        }

        private final Why why;
        private final String code;
        private final String param;

        /** @param message what is wrong with the request, and what to do */
        public Refused(String message) {
            this(Why.REQUEST, message);
        }

        /**
         * A refusal for one field.
         *
         * @param param the field with what it stands in: {@code messages[0].content}
         * @param message what is wrong, and what to do
         */
        public Refused(String param, String message) {
            this(Why.REQUEST, message, param);
        }

        /** @param message what is wrong, and what to do */
        public Refused(Why why, String message) {
            this(why, message, "");
        }

        private Refused(Why why, String message, String param) {
            super(plain(message, MOST));
            this.why = why;
            this.param = why == Why.NO_MODEL ? "model" : param;
            code = why == Why.NO_MODEL ? "model_not_found" : "";
        }

        /** The model cannot answer, for a reason that is told in the words that commands tell it in. */
        public Refused(Fault fault) {
            super(fault.getMessage(), fault);
            why = Why.MODEL;
            code = fault.code();
            param = "";
        }

        /** What a client sent, as messages quote it: short, and nothing in it that a terminal would obey. */
        static String quote(String text) {
            return plain(text, MOST_QUOTED);
        }

        private static String plain(String text, int most) {
            String cut = text.length() <= most ? text : text.substring(0, most - 3) + "...";
            return Fault.oneLine(cut).replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "\uFFFD");
        }

        /** The field that is at fault, or empty. */
        public String param() {
            return param;
        }

        /** A short word for scripts, or empty. */
        public String code() {
            return code;
        }

        /** Whether it is the request, the crowd or the model. */
        public Why why() {
            return why;
        }
    }

    /** Models that can be asked. */
    List<String> names();

    /** Whether {@link #names} has that name, asked once a request. */
    default boolean has(String name) {
        return names().contains(name);
    }

    /**
     * Answers, telling the request's listener as it grows; what is asked without a system prompt gets the model's own.
     *
     * @param request its model is one of {@link #names()}
     * @throws Refused before the first piece, if at all
     */
    Completion answer(GenerationRequest request) throws Refused, InterruptedException;
}
