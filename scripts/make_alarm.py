"""Make resources/sounds/alarm.wav: three rising notes, twice, then a pause. Ours, like the rest of the program.

The notes lie between 700 and 1 400 Hz, where small loudspeakers are loudest and older ears still hear well; they swell
in some hundredths of a second, so that the sound is clear without being a shock.
"""

import math
import struct
import wave
from pathlib import Path

OUT = Path(__file__).parent.parent / "resources" / "sounds" / "alarm.wav"
RATE = 16_000
LOUDEST = 0.9 * 32767
NOTES = (740.0, 932.0, 1245.0)  # Hz
NOTE, BETWEEN, PAUSE = 0.26, 0.06, 0.7  # seconds
SWELL = 0.02


def note(pitch: float) -> list[float]:
    """Return one note, a tone with two of its overtones, which swells and dies away."""
    count = int(RATE * NOTE)
    return [_shape(at / RATE) * _tone(pitch, at / RATE) for at in range(count)]


def _tone(pitch: float, second: float) -> float:
    parts = ((1, 0.7), (2, 0.2), (3, 0.1))
    return sum(share * math.sin(2 * math.pi * pitch * times * second) for times, share in parts)


def _shape(second: float) -> float:
    return min(1.0, second / SWELL, (NOTE - second) / (SWELL * 2))


def samples() -> list[float]:
    """Return the whole sound, from -1 to 1."""
    silence = [0.0] * int(RATE * BETWEEN)
    call = [each for pitch in NOTES for each in (*note(pitch), *silence)]
    pause = [0.0] * int(RATE * PAUSE)
    return [*call, *silence * 2, *call, *pause]


def main() -> None:
    OUT.parent.mkdir(exist_ok=True)
    frames = b"".join(struct.pack("<h", round(each * LOUDEST)) for each in samples())
    with wave.open(str(OUT), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(frames)


if __name__ == "__main__":
    main()
