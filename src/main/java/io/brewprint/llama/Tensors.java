package io.brewprint.llama;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.brewprint.tensor.TorchScript;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/** Long-lived tensors. */
public final class Tensors {
    private static final long PIECE = 32L << 20;

    private Tensors() {}

    /**
     * Values as a tensor in the engine's own memory. {@code create} alone wraps a Java buffer, whose alignment differs
     * from run to run; kernels then take other paths and sum in another order, and no two trainings give the same bits.
     */
    public static NDArray of(NDManager manager, float[] values, long... shape) {
        try (NDArray wrapped = manager.create(values, new Shape(shape))) {
            return own(manager, wrapped);
        }
    }

    /**
     * The same memory under another handle; it lives as long as {@code manager}, and no longer than the array's own.
     */
    static NDArray view(NDArray array, NDManager manager) {
        NDArray view = array.reshape(array.getShape());
        view.attach(manager);
        NDScope.unregister(view);
        return view;
    }

    /**
     * An encoded array, copied in pieces of rows: one {@code create} takes 2 GiB at most, and what is on its way need
     * not be held twice. BF16, which DJL cannot create, goes through f32.
     */
    public static NDArray of(NDManager manager, Encoded.Part part, TorchScript kernels) {
        return of(manager, part, kernels, PIECE);
    }

    /** The same in pieces of another size. */
    public static NDArray of(NDManager manager, Encoded.Part part, TorchScript kernels, long pieceBytes) {
        Shape shape = part.shape();
        boolean brain = part.dtype().equals("BF16");
        if (!brain && part.data().byteSize() <= pieceBytes) {
            try (NDArray wrapped = piece(manager, part, 0, shape.get(0), MemorySegment.NULL)) {
                return own(manager, wrapped);
            }
        }
        NDArray whole;
        try (NDArray one = manager.zeros(new Shape(1));
                NDArray spread = one.broadcast(shape)) {
            whole = brain ? kernels.call("empty16", spread).singletonOrThrow() : manager.create(shape, type(part));
            whole.attach(manager);
        }
        long rows = Math.max(1, pieceBytes * shape.get(0) / part.data().byteSize());
        // f32 of a piece, outside the heap and given back at once: garbage of this size would fill the heap unnoticed
        try (Arena arena = Arena.ofConfined()) {
            long bytes = Math.min(rows, shape.get(0)) * (part.data().byteSize() / shape.get(0));
            MemorySegment scratch = brain ? arena.allocate(2 * bytes, 64) : MemorySegment.NULL;
            for (long row = 0; row < shape.get(0); row += rows) {
                long end = Math.min(shape.get(0), row + rows);
                try (NDArray wrapped = piece(manager, part, row, end, scratch)) {
                    if (brain) {
                        try (NDArray at = manager.create(row)) {
                            kernels.call("fill16", whole, wrapped, at).close();
                        }
                    } else {
                        whole.set(new NDIndex(row + ":" + end), wrapped);
                    }
                }
            }
        }
        return whole;
    }

    private static NDArray piece(NDManager manager, Encoded.Part part, long from, long to, MemorySegment scratch) {
        long[] shape = part.shape().getShape().clone(); // the engine gives its own array
        long rowBytes = part.data().byteSize() / shape[0];
        shape[0] = to - from;
        MemorySegment data = part.data().asSlice(from * rowBytes, (to - from) * rowBytes);
        if (part.dtype().equals("BF16")) {
            ByteBuffer wide =
                    scratch.asSlice(0, 2 * data.byteSize()).asByteBuffer().order(ByteOrder.nativeOrder());
            ShortBuffer narrow =
                    data.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
            for (int i = 0; i < narrow.limit(); i++) {
                wide.putInt(4 * i, narrow.get(i) << 16);
            }
            return manager.create(wide.asFloatBuffer(), new Shape(shape), DataType.FLOAT32);
        }
        ByteBuffer bytes = data.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        Buffer buffer = part.dtype().equals("F32") ? bytes.asFloatBuffer() : bytes;
        return manager.create(buffer, new Shape(shape), type(part));
    }

    private static DataType type(Encoded.Part part) {
        return switch (part.dtype()) {
            case "F32", "BF16" -> DataType.FLOAT32;
            case "I8" -> DataType.INT8;
            case "U8" -> DataType.UINT8;
            default -> throw new IllegalArgumentException(part.dtype());
        };
    }

    private static NDArray own(NDManager manager, NDArray wrapped) {
        NDArray own = wrapped.duplicate();
        own.attach(manager);
        return own;
    }
}
