package dev.vifte.imaging.encode;

/// The cosine transform of eight values, for many groups of eight at once: value `j` of group `i`
/// is `lanes[first + j][i]`. Each loop does the same to every `i` of a few arrays, which the JIT
/// turns into vector instructions. After Arai, Agui and Nakajima (1988): five multiplications, and
/// a [gain][#gain] that the quantisation takes back.
final class ForwardDct {
  private static final float HALF = (float) Math.cos(Math.PI / 4);
  private static final float LOW = (float) Math.cos(3 * Math.PI / 8);
  private static final float APART = (float) (Math.cos(Math.PI / 8) - Math.cos(3 * Math.PI / 8));
  private static final float SUMMED = (float) (Math.cos(Math.PI / 8) + Math.cos(3 * Math.PI / 8));

  private ForwardDct() {}

  /// How many times too large coefficient `k` comes out along one side, beside the square root of
  /// 8.
  static double gain(int k) {
    return k == 0 ? 1 : Math.sqrt(2) * Math.cos(k * Math.PI / 16);
  }

  /// The first `count` groups in place. Lanes change places, too: arrays move, not values.
  static void transform(float[][] lanes, int first, int count) {
    for (int j = 0; j < 4; j++) {
      fold(lanes[first + j], lanes[first + 7 - j], count);
    }
    even(lanes, first, count);
    odd(lanes, first + 4, count);
    swap(lanes, first + 1, first + 4);
    swap(lanes, first + 3, first + 6);
  }

  /// The sum and the difference of two values that mirror each other.
  private static void fold(float[] left, float[] right, int count) {
    for (int i = 0; i < count; i++) {
      float l = left[i];
      float r = right[i];
      left[i] = l + r;
      right[i] = l - r;
    }
  }

  /// Coefficients 0, 4, 2 and 6, in this order, from the four sums.
  private static void even(float[][] lanes, int first, int count) {
    float[] lane0 = lanes[first];
    float[] lane1 = lanes[first + 1];
    float[] lane2 = lanes[first + 2];
    float[] lane3 = lanes[first + 3];
    for (int i = 0; i < count; i++) {
      float outerSum = lane0[i] + lane3[i];
      float outer = lane0[i] - lane3[i];
      float innerSum = lane1[i] + lane2[i];
      float turned = (lane1[i] - lane2[i] + outer) * HALF;
      lane0[i] = outerSum + innerSum;
      lane1[i] = outerSum - innerSum;
      lane2[i] = outer + turned;
      lane3[i] = outer - turned;
    }
  }

  /// Coefficients 1, 5, 3 and 7, in this order, from the four differences, the innermost first.
  private static void odd(float[][] lanes, int first, int count) {
    float[] lane0 = lanes[first];
    float[] lane1 = lanes[first + 1];
    float[] lane2 = lanes[first + 2];
    float[] lane3 = lanes[first + 3];
    for (int i = 0; i < count; i++) {
      float inner = lane0[i] + lane1[i];
      float middle = (lane1[i] + lane2[i]) * HALF;
      float outer = lane2[i] + lane3[i];
      float both = (inner - outer) * LOW;
      float innerTurned = inner * APART + both;
      float outerTurned = outer * SUMMED + both;
      float sum = lane3[i] + middle;
      float difference = lane3[i] - middle;
      lane0[i] = sum + outerTurned;
      lane1[i] = difference + innerTurned;
      lane2[i] = difference - innerTurned;
      lane3[i] = sum - outerTurned;
    }
  }

  private static void swap(float[][] lanes, int one, int other) {
    float[] kept = lanes[one];
    lanes[one] = lanes[other];
    lanes[other] = kept;
  }
}
