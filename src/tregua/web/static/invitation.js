// The invitation stands behind the #, which no server and no log is sent; it is taken out of the address at once.
const code = location.hash.slice(1);
if (code) {
  history.replaceState(null, "", location.pathname);
  document.querySelector("#code").value = code;
  document.querySelector("#invitation").requestSubmit();
}
