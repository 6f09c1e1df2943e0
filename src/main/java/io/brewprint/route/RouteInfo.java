package io.brewprint.route;

import io.brewprint.config.Where;
import java.util.List;

/**
 * A route as it was read.
 *
 * @param file where it stands, as messages name it
 * @param line of its beginning, from 1
 * @param nodes their ids in order; KIND@LINE for one without
 */
public record RouteInfo(String id, String file, int line, String description, List<String> nodes) {
    /** Copies the ids. */
    public RouteInfo {
        nodes = List.copyOf(nodes);
    }

    /** Where it begins. */
    Where where() {
        return new Where(file, line, 1);
    }
}
