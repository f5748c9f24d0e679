// A button that puts the phone's position into the form's hidden fields; it shows itself only where that can be had.
document.querySelectorAll("[data-position]").forEach((button) => {
  if (!navigator.geolocation) return;
  const form = button.closest("form");
  button.hidden = false;
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition((found) => {
    form.elements.latitude.value = found.coords.latitude.toFixed(6);
    form.elements.longitude.value = found.coords.longitude.toFixed(6);
    button.textContent += " ✓";
    button.disabled = true;
  }));
});
