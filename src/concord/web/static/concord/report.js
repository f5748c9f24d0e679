// Comforts of the report: where I am, what the photos show, saying it instead of typing.
import { say, tell } from "./words.js";

const LONGEST = 5 * 60; // seconds of a voice note

function button(words) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = words;
  return made;
}

function offerPosition(box) {
  if (!navigator.geolocation) return;
  const ask = button(say("用我现在的位置", "Use where I am now"));
  box.after(ask);
  ask.addEventListener("click", () => {
    ask.textContent = say("正在定位……", "Finding where you are …");
    navigator.geolocation.getCurrentPosition(
      (found) => takePosition(box, ask, found.coords),
      () => { ask.textContent = say("没有定位到，请从列表里选。", "Not found. Choose from the list, please."); },
      { timeout: 10_000 },
    );
  });
}

async function takePosition(box, ask, { latitude, longitude }) {
  box.form.elements.latitude.value = latitude;
  box.form.elements.longitude.value = longitude;
  const places = await fetch(`/places/near?lat=${latitude}&lon=${longitude}`).then((answer) => answer.json());
  if (places.length && !box.value) box.value = places[0].path;
  ask.textContent = say("已记下位置", "Your position is noted");
}

function showPhotos(input) {
  const shots = document.createElement("div");
  shots.className = "shots";
  input.after(shots);
  input.addEventListener("change", () => {
    const pictures = [...input.files].filter((file) => file.type.startsWith("image/"));
    shots.replaceChildren(...pictures.map((file) => {
      const shot = new Image();
      shot.src = URL.createObjectURL(file);
      shot.alt = file.name;
      return shot;
    }));
  });
}

function offerVoice(field) {
  if (!navigator.mediaDevices || !window.MediaRecorder) return;
  const input = field.querySelector("input");
  const press = button(say("开始录音", "Record"));
  input.before(press);
  let recorder;
  press.addEventListener("click", async () => {
    if (recorder && recorder.state === "recording") return recorder.stop();
    const sound = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    if (!sound) return tell(say("没有得到麦克风的许可。您可以打字，或选一个录好的文件。", "The microphone was not allowed. You can type, or choose a recorded file."), field);
    recorder = record(sound, press, (file) => putInto(input, field, file));
  });
}

function record(sound, press, done) {
  const recorder = new MediaRecorder(sound);
  const parts = [];
  let seconds = 0;
  const clock = setInterval(() => {
    seconds += 1;
    press.textContent = say(`停止（已录 ${seconds} 秒）`, `Stop (${seconds} seconds)`);
    if (seconds >= LONGEST) recorder.stop();
  }, 1000);
  press.classList.add("recording");
  press.textContent = say("停止", "Stop");
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.onstop = () => {
    clearInterval(clock);
    sound.getTracks().forEach((track) => track.stop());
    press.classList.remove("recording");
    press.textContent = say("重新录", "Record again");
    const type = recorder.mimeType.split(";")[0];
    done(new File(parts, `voice.${type.split("/")[1]}`, { type }));
  };
  recorder.start();
  return recorder;
}

function putInto(input, field, file) {
  const chosen = new DataTransfer();
  chosen.items.add(file);
  input.files = chosen.files;
  field.querySelector("audio")?.remove();
  const played = document.createElement("audio");
  played.controls = true;
  played.src = URL.createObjectURL(file);
  field.append(played);
}

document.querySelectorAll("[name=place]").forEach(offerPosition);
document.querySelectorAll("[data-photos]").forEach(showPhotos);
document.querySelectorAll("[data-voice]").forEach(offerVoice);
