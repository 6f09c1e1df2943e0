package io.brewprint.translate;

import io.brewprint.clipboard.ClipObject;
import io.brewprint.dsl.CommentBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Comment boxes: their words, and the nodes that stand within them. */
final class Comments {
    private record Place(String id, double x, double y) {}

    private final List<Place> places = new ArrayList<>();

    /** @param ids the nodes of the graph, with their ids */
    Comments(Map<ClipObject, String> ids) {
        ids.forEach(
                (node, id) -> places.add(new Place(id, number(node, "NodePosX", "X"), number(node, "NodePosY", "Y"))));
    }

    CommentBox of(ClipObject comment) {
        double x = number(comment, "NodePosX", "X");
        double y = number(comment, "NodePosY", "Y");
        double width = size(comment, "NodeWidth", "X");
        double height = size(comment, "NodeHeight", "Y");
        var inside = new ArrayList<String>();
        for (Place place : places) {
            if (place.x() >= x && place.x() < x + width && place.y() >= y && place.y() < y + height) {
                inside.add(place.id());
            }
        }
        return new CommentBox(words(comment), inside, List.of());
    }

    private static String words(ClipObject comment) {
        for (String key : List.of("NodeComment", "CommentText", "Text")) {
            String text = comment.value(key);
            if (!text.isEmpty()) {
                return text;
            }
        }
        for (ClipObject child : comment.children()) {
            String text = words(child);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    static double number(ClipObject object, String key, String field) {
        String text = object.value(key);
        return parse(text.isEmpty() ? object.field("Position", field) : text);
    }

    private static double size(ClipObject object, String key, String field) {
        String text = object.value(key);
        double size = parse(text.isEmpty() ? object.field("Size", field) : text);
        // Unreal leaves the size of a fresh box unsaid.
        return size == 0 ? (field.equals("X") ? 400 : 100) : size;
    }

    private static double parse(String text) {
        try {
            return text.isEmpty() ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
