package io.headjack.engine;

import java.util.Map;

/**
 * One request to an engine and what came back. Bytes stand as characters of ISO 8859-1.
 *
 * @param request method and target, such as {@code GET /v1.44/info}
 * @param body what was sent with the request
 * @param status the answer's status
 * @param headers those of the answer that matter to a client
 * @param input what was sent after the answer's head, when the connection became a stream
 * @param answer the answer's body, or what came out of the stream
 */
record Exchange(String request, String body, int status, Map<String, String> headers, String input, String answer) {
    /** The status of an answer that makes the connection a stream. */
    static final int SWITCHED = 101;
}
